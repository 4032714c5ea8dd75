package sluice.chat.dialog;

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

    /** Adds a row of buttons that lead on, with the verb {@code p} and the page; none where there is one page only. */
    public void addTo(Buttons buttons) {
        if (pages > 1) {
            // At either end it leads round, so that the buttons keep their places under a thumb.
            buttons.row(
                    buttons.labelled("‹", "p" + (page + pages - 1) % pages),
                    buttons.labelled((page + 1) + "/" + pages, "p" + page),
                    buttons.labelled("›", "p" + (page + 1) % pages));
        }
    }
}
