package sluice.chat.dialog;

import java.util.ArrayList;
import java.util.List;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Keyboard.Button;

/**
 * The buttons of one screen, row by row, each of which carries {@code <part>:<token>:<verb>}.
 *
 * @param prefix what all of them carry before the verb
 * @param rows the rows so far
 */
public record Buttons(String prefix, List<List<Button>> rows) {

    public Buttons {
        rows = List.copyOf(rows);
    }

    /** No buttons yet. */
    public static Buttons of(String part, String token) {
        return new Buttons(part + ":" + token + ":", List.of());
    }

    /** A button for a row. */
    public Button button(String label, String verb) {
        return new Button(label, prefix + verb);
    }

    /** With another row; one without buttons is none. */
    public Buttons row(List<Button> row) {
        if (row.isEmpty()) {
            return this;
        }
        List<List<Button>> all = new ArrayList<>(rows);
        all.add(row);
        return new Buttons(prefix, all);
    }

    /** With another row of one button. */
    public Buttons row(String label, String verb) {
        return row(List.of(button(label, verb)));
    }

    public Keyboard keyboard() {
        return new Keyboard(rows);
    }
}
