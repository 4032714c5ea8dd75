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
     * @param details what steps must know of it when it is sent; empty where no watch has steps
     */
    record Relay(
            long chatId,
            int messageId,
            int replyTo,
            String text,
            Optional<Album> album,
            Optional<MessageDetails> details)
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
            this(chatId, messageId, replyTo, text, album, Optional.empty());
        }

        /**
         * Returns a copy with other details.
         *
         * @param known what steps must know of it
         * @return a new payload
         */
        public Relay with(MessageDetails known) {
            return new Relay(chatId, messageId, replyTo, text, album, Optional.of(known));
        }
    }

    /**
     * An edit of a message that was copied: the copy is to say the same. It is due a little later than it came, and only the
     * newest of several is applied.
     *
     * @param chatId the chat in which the original stands
     * @param messageId the original's id there
     * @param version rises from edit to edit
     * @param caption true if the text is a caption
     * @param text the text or caption as it is now, perhaps empty
     * @param entities the formatting, as the Bot API's JSON array; empty for none
     * @param details what steps must know of the message; empty where no watch has steps
     */
    record Edit(
            long chatId,
            int messageId,
            long version,
            boolean caption,
            String text,
            String entities,
            Optional<MessageDetails> details)
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
         * @param caption true if the text is a caption
         * @param text the text or caption as it is now, perhaps empty
         * @param entities the formatting; empty for none
         */
        public Edit(long chatId, int messageId, long version, boolean caption, String text, String entities) {
            this(chatId, messageId, version, caption, text, entities, Optional.empty());
        }

        /**
         * Returns a copy with other details.
         *
         * @param known what steps must know of the message
         * @return a new payload
         */
        public Edit with(MessageDetails known) {
            return new Edit(chatId, messageId, version, caption, text, entities, Optional.of(known));
        }
    }

    /**
     * A text to send.
     *
     * @param body the text, 1 or more UTF-16 units; longer than one message may be, it is sent in pieces
     * @param entities the formatting, as the Bot API's JSON array; empty for none
     * @param preview its link preview options
     */
    record Text(String body, String entities, LinkPreview preview) implements Payload {

        /** Checks that there is something to send. */
        public Text {
            if (body.isEmpty()) {
                throw new IllegalArgumentException("body must not be empty");
            }
            requireNonNull(entities, "entities");
            requireNonNull(preview, "preview");
        }

        /**
         * A text without formatting.
         *
         * @param body the plain text
         */
        public Text(String body) {
            this(body, "", LinkPreview.DEFAULT);
        }
    }
}
