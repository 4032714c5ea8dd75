package sluice.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which channels are watched, and what is posted there.
 *
 * @param sources how many channels are watched
 * @param perSource for how many destinations, its own each
 * @param albumSize how many members an album has; 1 for plain texts
 */
record Shape(int sources, int perSource, int albumSize) {

    private static final long FIRST_SOURCE = -1001000000001L;
    private static final long TO_DESTINATION = -1_000_000_000L;
    private static final long TO_NEXT_DESTINATION = -1_000_000L;

    /** None: whoever uses it makes its own. */
    static final Shape NOTHING = new Shape(0, 1, 2);

    /** A source and where its posts go. */
    record Watch(long source, long destination) {}

    static Shape plain(int sources, int perSource) {
        return new Shape(sources, perSource, 1);
    }

    List<Long> sourceIds() {
        return LongStream.range(0, sources).map(i -> FIRST_SOURCE - i).boxed().toList();
    }

    List<Watch> watches() {
        return sourceIds().stream()
                .flatMap(source -> IntStream.range(0, perSource)
                        .mapToObj(i -> new Watch(source, source + TO_DESTINATION + i * TO_NEXT_DESTINATION)))
                .toList();
    }

    @Override
    public String toString() {
        return sources + " to " + sources * perSource + (albumSize == 1 ? "" : ", albums of " + albumSize);
    }
}
