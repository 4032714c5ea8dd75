package sluice.app.chat;

import sluice.app.telegram.Screen;

/** What is answered. It is data; {@link Messenger} makes the calls. */
sealed interface Answer {

    /**
     * A screen: after a tap it takes the place of the message under which the button stands, after a message it is a new one.
     *
     * @param screen what is shown
     * @param note after a tap, what is said for a moment besides; empty for nothing
     */
    record Show(Screen screen, String note) implements Answer {

        /** Without a note. */
        Show(Screen screen) {
            this(screen, "");
        }
    }

    /**
     * A short word: after a tap it is shown over the chat, after a message it is a message.
     *
     * @param text what is said, 1 to 200 UTF-16 units
     * @param mustRead whether it stays until it is closed
     */
    record Note(String text, boolean mustRead) implements Answer {}

    /**
     * A screen that is a new message, whatever was tapped.
     *
     * @param screen what is shown
     */
    record New(Screen screen) implements Answer {}

    /**
     * A picture, as a new message.
     *
     * @param png the picture as a PNG file
     * @param caption what stands under it
     */
    record Picture(Png png, Screen caption) implements Answer {}

    /** Nothing more than that the button stops to wait. */
    record Nothing() implements Answer {}
}
