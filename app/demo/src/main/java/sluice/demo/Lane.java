package sluice.demo;

/**
 * A source channel and where its messages go.
 *
 * @param number counts from 0
 * @param kind the kind of its watch
 * @param trouble the reason why it waits
 */
record Lane(int number, Kind kind, DemoFaults trouble) {

    private static final long SOURCES = -1_001_000_000_001L;
    private static final long DESTINATIONS = -1_002_000_000_001L;

    /** The most hops of any lane. */
    static final int MAX_HOPS = 2;

    long source() {
        return SOURCES - number;
    }

    /** The chat in which a message stands after so many hops, from 1. */
    long destination(int hop) {
        return DESTINATIONS - index(hop);
    }

    /** The number of a destination, from 0, over all lanes. */
    int index(int hop) {
        return number * MAX_HOPS + hop - 1;
    }

    /** The number of a destination; of no use, and perhaps out of range, for any other chat. */
    static long index(long chat) {
        return DESTINATIONS - chat;
    }

    /** Its watches, each a line of YAML. */
    String yaml() {
        String first = watch(source(), destination(1), kind.settings());
        return kind.hops() == 1 ? first : first + watch(destination(1), destination(2), Kind.FORWARD.settings());
    }

    private static String watch(long from, long to, String settings) {
        return "  - {source: " + from + ", destination: " + to + ", " + settings + "}\n";
    }
}
