package sluice.app.chat;

import java.util.ArrayList;
import java.util.List;
import sluice.app.telegram.Keyboard;
import sluice.app.telegram.Keyboard.Button;

/**
 * The buttons of one screen, row by row, each of which carries {@code <part>:<token>:<verb>}.
 *
 * @param prefix what all of them carry before the verb
 * @param rows the rows so far
 */
record Buttons(String prefix, List<List<Button>> rows) {

    Buttons {
        rows = List.copyOf(rows);
    }

    /** No buttons yet. */
    static Buttons of(String part, String token) {
        return new Buttons(part + ":" + token + ":", List.of());
    }

    /** A button for a row. */
    Button button(String label, String verb) {
        return new Button(label, prefix + verb);
    }

    /** With another row; one without buttons is none. */
    Buttons row(List<Button> row) {
        if (row.isEmpty()) {
            return this;
        }
        List<List<Button>> all = new ArrayList<>(rows);
        all.add(row);
        return new Buttons(prefix, all);
    }

    /** With another row of one button. */
    Buttons row(String label, String verb) {
        return row(List.of(button(label, verb)));
    }

    Keyboard keyboard() {
        return new Keyboard(rows);
    }
}
