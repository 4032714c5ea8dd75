package sluice.telegram;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The result of a send: success, or one of the kinds of failure that delivery tells apart. */
public sealed interface Reply {

    /** What went wrong, in words; empty for what was sent. */
    String detail();

    /**
     * Telegram has taken it. The ids of the new messages are empty when the answer did not name them all, the count
     * when it did not say.
     */
    record Sent(List<Integer> messageIds, OptionalInt count) implements Reply {

        /** Messages whose ids are known. */
        public Sent(List<Integer> messageIds) {
            this(messageIds, OptionalInt.of(messageIds.size()));
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /** Too many requests; empty when the server did not say how long to wait. */
    record FloodWait(Optional<Duration> waitFor) implements Reply {

        /** A longer wait is not believed: nothing that Telegram counts lasts so long, and a chat must not be silent for years. */
        public static final Duration LONGEST = Duration.ofHours(1);

        private static final Duration UNSAID = Duration.ofSeconds(5);

        /** The time to wait: the server's value, at most {@link #LONGEST}; a few seconds when it gave none. */
        public Duration believed() {
            return isTooLong() ? LONGEST : waitFor.orElse(UNSAID);
        }

        /** True if the server asks for a longer wait than is believed. */
        public boolean isTooLong() {
            return waitFor.filter(wait -> wait.compareTo(LONGEST) > 0).isPresent();
        }

        @Override
        public String detail() {
            return "Telegram asks to wait " + believed().toSeconds() + " s";
        }
    }

    /** Nothing is wrong with message or chat: try again. */
    record TryAgain(String detail) implements Reply {

        /**
         * True if this process may open no more files and connections. Nothing was tried, and that it failed says
         * nothing about the message, the chat or Telegram: it is to be tried until it works.
         */
        public boolean lacksFiles() {
            return detail.startsWith(OpenFiles.NONE_LEFT);
        }
    }

    /** The chat cannot be used at present. */
    record ChatUnusable(String detail) implements Reply {}

    /** The bot is shut out of the chat that the message stands in, which says nothing about the one that it goes to. */
    record SourceUnreadable(String detail) implements Reply {}

    /** This message cannot be sent, ever. */
    record MessageUnusable(String detail) implements Reply {}

    /** The chat has become a supergroup with another id. */
    record Moved(long chatId) implements Reply {

        @Override
        public String detail() {
            return "the chat has become " + chatId;
        }
    }

    /** The call was made and no answer came: it may have been sent. */
    record Unknown(String detail) implements Reply {}

    /** This process may not call for the bot at present: nothing was tried, and it is to be tried until it may. */
    record Withheld() implements Reply {

        @Override
        public String detail() {
            return new ApiAnswer.Withheld().detail();
        }
    }

    /** Telegram does not accept the token any more. */
    record TokenRejected(String detail) implements Reply {}
}
