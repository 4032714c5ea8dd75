package sluice.host.guard;

import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.api.WatchRepository;

/**
 * A repository that may fail: reading it then finds what was found the last time, since a bot that forgets its watches
 * loses messages, and a change is reported by the exception that it threw. This class is thread-safe.
 */
public final class GuardedWatches implements WatchRepository {

    private final String name;
    private final WatchRepository target;
    private final Guard guard;
    private long version;
    private long failedReads;

    @Bounded("what the repository holds")
    private List<Watch> watches;

    @Bounded("what the repository holds")
    private Map<Long, Long> moves;

    /** Reads it for the first time; what that throws is thrown here, since there is nothing to fall back on. */
    public GuardedWatches(String name, WatchRepository target, Guard guard) {
        this.name = name;
        this.target = target;
        this.guard = guard;
        this.version = target.version();
        this.watches = target.watches();
        this.moves = target.moves();
    }

    @Override
    public synchronized List<Watch> watches() {
        List<Watch> found = guard.call(name, "watches", target::watches, null);
        if (found == null) {
            failedReads++;
            return watches;
        }
        failedReads = 0;
        watches = found;
        return found;
    }

    /** Whoever saves must know that it failed. */
    @Override
    public void save(Watch watch) {
        target.save(watch);
    }

    /** Whoever removes must know that it failed. */
    @Override
    public boolean remove(String id) {
        return target.remove(id);
    }

    @Override
    public void moved(long from, long to) {
        guard.run(name, "moved", () -> target.moved(from, to));
    }

    @Override
    public synchronized Map<Long, Long> moves() {
        moves = guard.call(name, "moves", target::moves, moves);
        return moves;
    }

    /** {@inheritDoc} As long as reading the watches fails it is another one each time, so that they are read again. */
    @Override
    public synchronized long version() {
        if (failedReads > 0) {
            return -failedReads;
        }
        version = guard.call(name, "version", target::version, version);
        return version;
    }
}
