package sluice.telegram.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The buttons under a message.
 *
 * @param rows the rows from top to bottom, each with its buttons from left to right; without any, there is no keyboard
 */
public record Keyboard(List<List<Button>> rows) {

    /** No buttons. */
    public static final Keyboard NONE = new Keyboard(List.of());

    /** The most buttons that Telegram takes under one message. */
    public static final int MAX_BUTTONS = 100;

    /** The most buttons that Telegram takes in one row. */
    public static final int MAX_IN_ROW = 8;

    /**
     * A button.
     *
     * @param label what it says; never blank
     * @param data what a tap on it sends back, 1 to {@value #MAX_DATA} bytes in UTF-8
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
