package sluice.chat.dialog;

import java.util.ArrayList;
import java.util.List;
import sluice.api.Bounded;
import sluice.base.text.Texts;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Keyboard.Button;

/** Makes the buttons of one screen, row by row. Each carries {@code <part>:<token>:<verb>}. */
public final class Buttons {

    private final Texts texts;
    private final String prefix;

    @Bounded("what one screen shows")
    private final List<List<Button>> rows = new ArrayList<>();

    public Buttons(Texts texts, String part, String token) {
        this.texts = texts;
        this.prefix = part + ":" + token + ":";
    }

    /** A button for a row, with a label in the user's language. */
    public Button of(String key, String verb) {
        return labelled(texts.get(key), verb);
    }

    /** A button for a row. */
    public Button labelled(String label, String verb) {
        return new Button(label, prefix + verb);
    }

    /** Adds a row; one without buttons is none. */
    public Buttons row(Button... row) {
        if (row.length > 0) {
            rows.add(List.of(row));
        }
        return this;
    }

    /** Adds a row with the button that leads back. */
    public Buttons back() {
        return row(of("watch.button.back", "back"));
    }

    public Keyboard keyboard() {
        return new Keyboard(rows);
    }
}
