package sluice.api;

/**
 * A step in the way of messages that changes what they say. Watches name it under {@code steps} by the name of its
 * {@link Provider}.
 *
 * <p>There is one object of a provider, and it makes one {@link Use} for each place where a watch names it, each with settings
 * of its own.
 */
public interface MessageTransform extends Component {

    /**
     * Prepares a use. Called whenever watches are read, from any thread, perhaps by several at once; by commands that only
     * check the configuration also without {@link #start}. It should look at the settings and do nothing else.
     *
     * @param settings the settings under the step's name in the watch; a list is a text with an entry on each line
     * @return the transform; never null
     * @throws SettingsException if something is wrong with the settings: an error of the configuration, which is reported
     *     with the place in the file
     */
    Use use(Settings settings);

    /** One use of a transform. Implementations are thread-safe. */
    @FunctionalInterface
    interface Use {

        /**
         * Changes the text or caption of a message. It is called just before the message is sent, and where a filter follows
         * it also when the message comes in; an answer that was sent once is kept for every further try. Only messages that
         * can carry a text or a caption are shown. Of an album each member with a caption is, one after the other; of one
         * without any the first member, with an empty text.
         *
         * <p>Called by several threads at once, each of its own for the call. When it throws, answers null or takes longer
         * than the host's limit, that is counted as a fault of the module and the text stays as it is, unless the watch has
         * the message become a dead letter. A use that hangs is not called again until it returns.
         *
         * @param message the message with its text as the steps before have left it
         * @return the text in its place; empty to send a caption without words, or no message at all where there is
         *     nothing but text; never null. A text that is too long for one message goes out as several
         */
        FormattedText transform(StepMessage message);
    }
}
