package sluice.base.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The nearest name, if it is near enough, or one that is the same but for the section it stands in. */
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

    /** The edit distance: letters changed, added, missing or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int change = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(change, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
