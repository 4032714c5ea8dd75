package sluice.dedup;

/** A fixed number of small numbers, two bytes each where that is enough, four where it is not. */
final class Indexes {

    private final char[] narrow;
    private final int[] wide;

    /**
     * All zero.
     *
     * @param length how many
     * @param largest the largest value that will be set
     */
    Indexes(int length, int largest) {
        boolean fits = largest <= Character.MAX_VALUE;
        narrow = fits ? new char[length] : null;
        wide = fits ? null : new int[length];
    }

    int get(int index) {
        return narrow != null ? narrow[index] : wide[index];
    }

    void set(int index, int value) {
        if (narrow != null) {
            narrow[index] = (char) value;
        } else {
            wide[index] = value;
        }
    }

    /** What the values take in memory, without the header of the array. */
    long bytes() {
        return narrow != null ? 2L * narrow.length : 4L * wide.length;
    }
}
