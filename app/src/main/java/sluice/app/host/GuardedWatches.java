package sluice.app.host;

import java.util.List;
import java.util.Map;
import sluice.api.Watch;
import sluice.api.WatchRepository;

/** A repository that may fail: reading it then finds nothing, and a change is reported by the exception that it threw. */
record GuardedWatches(String name, WatchRepository target, Guard guard) implements WatchRepository {

    @Override
    public List<Watch> watches() {
        return guard.call(name, "watches", target::watches, List.of());
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
    public Map<Long, Long> moves() {
        return guard.call(name, "moves", target::moves, Map.of());
    }

    @Override
    public long version() {
        return guard.call(name, "version", target::version, 0L);
    }
}
