package sluice.api;

import java.util.List;

/**
 * A step in the way of messages that filters some of them. Watches name it under {@code steps} by the name of its
 * {@link Provider}.
 *
 * <p>There is one object of a provider, and it makes one {@link Use} for each place where a watch names it, each with settings
 * of its own.
 */
public interface MessageFilter extends Component {

    /**
     * Prepares a use. Called whenever watches are read, from any thread, perhaps by several at once; by commands that only
     * check the configuration also without {@link #start}. It should look at the settings and do nothing else.
     *
     * @param settings the settings under the step's name in the watch; a list is a text with an entry on each line
     * @return the filter; never null
     * @throws SettingsException if something is wrong with the settings: an error of the configuration, which is reported
     *     with the place in the file
     */
    Use use(Settings settings);

    /** One use of a filter. Implementations are thread-safe. */
    @FunctionalInterface
    interface Use {

        /**
         * Judges a message. It is asked when the message comes in and again when it is sent, about an album only then. So the
         * answer should follow from the message and the settings alone.
         *
         * <p>Called by several threads at once, each of its own for the call. When it throws, answers null or takes longer
         * than the host's limit, that is counted as a fault of the module and the message goes on as if there were no such
         * step, unless the watch has it become a dead letter. A use that hangs is not called again until it returns.
         *
         * @param messages the message; of an album all members at hand, by rising id; never empty
         * @return the verdict on all of them together; never null
         */
        StepVerdict judge(List<StepMessage> messages);
    }
}
