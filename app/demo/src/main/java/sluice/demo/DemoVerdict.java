package sluice.demo;

import java.util.List;

/**
 * The result of the demo, by the records of the simulator.
 *
 * @param expected messages that had to arrive
 * @param delivered messages that arrived, expected or not
 * @param albums albums that arrived in one call
 * @param lost messages that had to arrive and did not
 * @param doubled arrivals beyond the first of the same message
 * @param outOfOrder arrivals after a later message of the same source
 * @param unexpected messages that must not have arrived
 * @param splitAlbums destinations where albums did not arrive each in one call
 * @param findings the first few faults, in words
 */
record DemoVerdict(
        long expected,
        long delivered,
        long albums,
        long lost,
        long doubled,
        long outOfOrder,
        long unexpected,
        long splitAlbums,
        List<String> findings) {

    /** Takes a copy. */
    DemoVerdict {
        findings = List.copyOf(findings);
    }

    boolean isGood() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && unexpected == 0 && splitAlbums == 0;
    }
}
