package sluice.queue.store.tables;

/** Text that every database can store: a zero character or half of a surrogate pair becomes U+FFFD. */
public final class StorableText {

    private StorableText() {}

    /** The text itself where it can be stored. */
    public static String of(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(i, '\uFFFD');
            }
        }
        return changed == null ? text : changed.toString();
    }
}
