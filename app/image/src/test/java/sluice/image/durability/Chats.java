package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import sluice.simulator.Flood;
import sluice.simulator.Ledger;
import sluice.simulator.Simulator;

/** So many channels, each watched for a destination of its own. */
final class Chats {

    private final Simulator telegram;
    private final List<Long> sources;
    private final List<Flood> floods = new ArrayList<>();

    Chats(Simulator telegram, int count) {
        this.telegram = telegram;
        this.sources =
                LongStream.range(0, count).map(i -> -1001000000001L - i).boxed().toList();
        sources.forEach(source -> {
            telegram.channel(source, "source");
            telegram.channel(destinationOf(source), "destination");
        });
    }

    static long destinationOf(long source) {
        return source - 1_000_000_000L;
    }

    List<String> watches() {
        return sources.stream()
                .map(source -> "{source: " + source + ", destination: " + destinationOf(source) + "}")
                .toList();
    }

    long source(int i) {
        return sources.get(i);
    }

    long destination(int i) {
        return destinationOf(sources.get(i));
    }

    /** Posts so many messages, the channels in turn. */
    void flood(long count) {
        floods.add(telegram.flood(sources, count));
    }

    long posted() {
        return floods.stream().mapToLong(Flood::count).sum();
    }

    /** Checks that all came, each once and in order. */
    void assertAllArrived() {
        assertArrived(source -> 0);
    }

    /** As {@link #assertAllArrived}, but for so many that are missing from each. */
    void assertArrived(LongUnaryOperator missing) {
        Ledger ledger = telegram.ledger();
        assertAll(
                () -> sources.forEach(source -> assertEquals(
                        missing.applyAsLong(source), missing(ledger, source), () -> "missing from " + source)),
                () -> assertEquals(0, ledger.doubled(), "doubled"),
                () -> assertEquals(0, ledger.outOfOrder(), "out of order"));
    }

    private long missing(Ledger ledger, long source) {
        return floods.stream()
                .mapToLong(flood ->
                        ledger.missing(destinationOf(source), source, flood.firstId(source), flood.lastId(source)))
                .sum();
    }
}
