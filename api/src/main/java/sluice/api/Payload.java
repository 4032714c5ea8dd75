package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a job carries: a reference to a message, or a text of its own. Never the library's message graph. */
public sealed interface Payload {

    /**
     * A message to forward, to copy or to extract from.
     *
     * @param chatId the chat in which it stands
     * @param messageId its id there
     * @param replyTo the id of the message there that it answers, 0 for none
     * @param text its text or caption, for the filters that are checked again when it is sent; empty when it has none
     * @param album the album that it belongs to
     */
    record Relay(long chatId, int messageId, int replyTo, String text, Optional<Album> album) implements Payload {

        /** Checks that nothing is missing. */
        public Relay {
            requireNonNull(text, "text");
            requireNonNull(album, "album");
        }
    }

    /**
     * A text to send.
     *
     * @param body the text, 1 or more UTF-16 units; longer than one message may be, it is sent in pieces
     */
    record Text(String body) implements Payload {

        /** Checks that there is something to send. */
        public Text {
            if (body.isEmpty()) {
                throw new IllegalArgumentException("body must not be empty");
            }
        }
    }
}
