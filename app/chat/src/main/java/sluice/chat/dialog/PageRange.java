package sluice.chat.dialog;

import java.util.ArrayList;
import java.util.List;
import sluice.telegram.model.Keyboard.Button;

/**
 * One page of a long list.
 *
 * @param page which one, from 0
 * @param pages how many there are, 1 or more
 * @param from the first entry on it
 * @param to the entry behind its last
 */
public record PageRange(int page, int pages, int from, int to) {

    /** Entries on a page: a screen of a phone. */
    public static final int SIZE = 8;

    /** The page that was asked for, or the nearest one that there is. */
    public static PageRange of(int entries, int asked) {
        int pages = Math.max(1, (entries + SIZE - 1) / SIZE);
        int page = Math.clamp(asked, 0, pages - 1);
        return new PageRange(page, pages, page * SIZE, Math.min(entries, (page + 1) * SIZE));
    }

    /** A row of buttons that lead on, with the verb {@code p} and the page; none where there is one page only. */
    public List<Button> row(Buttons buttons) {
        List<Button> row = new ArrayList<>();
        if (pages > 1) {
            // At either end it leads round, so that the buttons keep their places under a thumb.
            row.add(buttons.button("‹", "p" + (page + pages - 1) % pages));
            row.add(buttons.button((page + 1) + "/" + pages, "p" + page));
            row.add(buttons.button("›", "p" + (page + 1) % pages));
        }
        return row;
    }
}
