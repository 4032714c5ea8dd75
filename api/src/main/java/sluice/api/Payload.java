package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The content of a job: a reference to a message, or a text of its own. Never the library's message graph. */
public sealed interface Payload {

    /**
     * A message to forward, to copy or to extract from.
     *
     * @param chatId the chat in which it stands
     * @param messageId its id there
     * @param replyTo the id of the message there that it answers, 0 for none
     * @param text its text or caption, for the filters that are checked again when it is sent; empty when it has none
     * @param album the album that it belongs to
     * @param details what steps must know of it when it is sent, in words of the app's own; empty where no watch has steps
     */
    record Relay(long chatId, int messageId, int replyTo, String text, Optional<Album> album, String details)
            implements Payload {

        /** Checks that nothing is missing. */
        public Relay {
            requireNonNull(text, "text");
            requireNonNull(album, "album");
            requireNonNull(details, "details");
        }

        /**
         * A message for which there are no steps.
         *
         * @param chatId the chat in which it stands
         * @param messageId its id there
         * @param replyTo the id of the message there that it answers, 0 for none
         * @param text its text or caption
         * @param album the album that it belongs to
         */
        public Relay(long chatId, int messageId, int replyTo, String text, Optional<Album> album) {
            this(chatId, messageId, replyTo, text, album, "");
        }
    }

    /**
     * An edit of a message that was copied: the copy is to say the same. It is due a little later than it came, and only the
     * newest of several is applied.
     *
     * @param chatId the chat in which the original stands
     * @param messageId the original's id there
     * @param version rises from edit to edit
     * @param caption whether the text is a caption
     * @param text the text or caption as it is now, perhaps empty
     * @param entities the formatting, as the Bot API's JSON array; empty for none
     * @param details what steps must know of the message, in words of the app's own; empty where no watch has steps
     */
    record Edit(long chatId, int messageId, long version, boolean caption, String text, String entities, String details)
            implements Payload {

        /** Checks that nothing is missing. */
        public Edit {
            requireNonNull(text, "text");
            requireNonNull(entities, "entities");
            requireNonNull(details, "details");
        }

        /**
         * An edit for which there are no steps.
         *
         * @param chatId the chat in which the original stands
         * @param messageId the original's id there
         * @param version rises from edit to edit
         * @param caption whether the text is a caption
         * @param text the text or caption as it is now, perhaps empty
         * @param entities the formatting; empty for none
         */
        public Edit(long chatId, int messageId, long version, boolean caption, String text, String entities) {
            this(chatId, messageId, version, caption, text, entities, "");
        }
    }

    /**
     * A text to send.
     *
     * @param body the text, 1 or more UTF-16 units; longer than one message may be, it is sent in pieces
     * @param entities the formatting, as the Bot API's JSON array; empty for none
     * @param details how it is shown, in words of the app's own; empty for nothing special
     */
    record Text(String body, String entities, String details) implements Payload {

        /** Checks that there is something to send. */
        public Text {
            if (body.isEmpty()) {
                throw new IllegalArgumentException("body must not be empty");
            }
            requireNonNull(entities, "entities");
            requireNonNull(details, "details");
        }

        /**
         * A text that is shown as any other.
         *
         * @param body the text that is shown
         * @param entities the formatting; empty for none
         */
        public Text(String body, String entities) {
            this(body, entities, "");
        }

        /**
         * A text without formatting.
         *
         * @param body the plain text
         */
        public Text(String body) {
            this(body, "", "");
        }
    }
}
