package sluice.engine.notes;

/** Amounts of data for people. */
public final class Amount {

    private static final double STEP = 1024;

    private Amount() {}

    public static String of(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double amount = bytes / STEP;
        int unit = 0;
        while (amount >= STEP && unit < 3) {
            amount /= STEP;
            unit++;
        }
        long tenths = Math.round(amount * 10);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " " + "KMGT".charAt(unit) + "B";
    }
}
