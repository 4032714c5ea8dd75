package sluice.chat.dialog;

import sluice.telegram.model.Screen;

/** An answer in the chat. It is data; {@link Messenger} makes the calls. */
public sealed interface ChatAnswer {

    /**
     * A screen: after a tap it takes the place of the message under which the button stands, after a message it is a new one.
     *
     * @param note after a tap, what is said for a moment besides, and after a message above the screen; empty for nothing
     */
    record Show(Screen screen, String note) implements ChatAnswer {

        public Show(Screen screen) {
            this(screen, "");
        }

        public Show with(String other) {
            return new Show(screen, other);
        }
    }

    /**
     * A short word: after a tap it is shown over the chat, after a message it is a message.
     *
     * @param text what is said, 1 to 200 UTF-16 units
     * @param mustRead whether it stays until it is closed
     */
    record Note(String text, boolean mustRead) implements ChatAnswer {}

    /** A screen that is a new message, whatever was tapped. */
    record New(Screen screen) implements ChatAnswer {}

    /** An answer, and a message besides that brings or takes buttons below the chat. */
    record Besides(ChatAnswer answer, Screen keyboard) implements ChatAnswer {}

    /** Nothing more than that the button stops to wait. */
    record Nothing() implements ChatAnswer {}
}
