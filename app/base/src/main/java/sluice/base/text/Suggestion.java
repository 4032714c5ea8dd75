package sluice.base.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Finds the nearest name.
     *
     * @param written the value as written
     * @param keys the names that there are
     * @return the nearest, when it is near enough, or one that is the same but for the section it stands in
     */
    public static Optional<String> nearest(String written, Collection<String> keys) {
        String plain = written.toLowerCase(Locale.ROOT).replace('_', '-');
        int slips = Math.max(1, lastPart(plain).length() / 4);
        Optional<String> near = keys.stream()
                .filter(key -> distance(plain, key) <= slips)
                .min(Comparator.comparingInt(key -> distance(plain, key)));
        return near.or(() -> keys.stream()
                .filter(key -> lastPart(key).equals(lastPart(plain)))
                .findFirst());
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** The edit distance: letters changed, added, left out or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
