package sluice.telegram.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The buttons that come with a message.
 *
 * @param kind where they are, or that those below the chat go away
 * @param rows the rows from top to bottom, each with its buttons from left to right; without any, there is no keyboard
 */
public record Keyboard(Kind kind, List<List<Button>> rows) {

    /** The kinds of keyboards. */
    public enum Kind {
        /** Under the message. */
        INLINE,
        /** Below the chat: each button opens the user's list of chats, and the chat that is chosen comes as a message. */
        PICKER,
        /** No buttons below the chat any more. */
        REMOVED
    }

    /** No buttons. */
    public static final Keyboard NONE = new Keyboard(List.of());

    /** Takes the buttons below the chat away. */
    public static final Keyboard REMOVED = new Keyboard(Kind.REMOVED, List.of());

    /** What the button of a {@link Kind#PICKER} for channels carries; any other is for groups. */
    public static final String CHANNEL = "channel";

    /** The most buttons that Telegram takes under one message. */
    public static final int MAX_BUTTONS = 100;

    /** The most buttons that Telegram takes in one row. */
    public static final int MAX_IN_ROW = 8;

    /**
     * A button with a label that is never blank, and what a tap on it sends back, 1 to {@value #MAX_DATA} bytes in
     * UTF-8.
     */
    public record Button(String label, String data) {

        /** The most bytes that a button carries. */
        public static final int MAX_DATA = 64;

        /** Checks both. */
        public Button {
            if (label.isBlank()) {
                throw new IllegalArgumentException("label must not be blank");
            }
            int bytes = data.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > MAX_DATA) {
                throw new IllegalArgumentException("data must have 1 to " + MAX_DATA + " bytes, not " + bytes);
            }
        }
    }

    /** Buttons under the message. */
    public Keyboard(List<List<Button>> rows) {
        this(Kind.INLINE, rows);
    }

    /** Buttons that open the list of the user's chats in which the bot is. */
    public static Keyboard picker(String channelLabel, String groupLabel) {
        return new Keyboard(
                Kind.PICKER, List.of(List.of(new Button(channelLabel, CHANNEL), new Button(groupLabel, "group"))));
    }

    /** Takes copies and checks Telegram's limits. */
    public Keyboard {
        rows = rows.stream().map(List::copyOf).toList();
        int buttons = rows.stream().mapToInt(List::size).sum();
        if (buttons > MAX_BUTTONS) {
            throw new IllegalArgumentException("at most " + MAX_BUTTONS + " buttons are allowed, not " + buttons);
        }
        if (rows.stream().anyMatch(row -> row.isEmpty() || row.size() > MAX_IN_ROW)) {
            throw new IllegalArgumentException("a row has 1 to " + MAX_IN_ROW + " buttons");
        }
    }
}
