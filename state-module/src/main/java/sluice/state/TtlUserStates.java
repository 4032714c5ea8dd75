package sluice.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.UserState;
import sluice.api.UserStates;

/**
 * User states with a time to live. This class is thread-safe.
 *
 * <p>Caffeine ends what was not accessed for the TTL. Its bound by size would be neither hard nor strict: it may exceed it for a
 * moment, and may refuse the newcomer instead of letting the least recently used go. So the cap is kept here: under one lock, so
 * that nobody sees more, and by Caffeine's own order of access, which is exact as long as each access is applied at once.
 */
@Provider(name = "ttl", section = "state")
public final class TtlUserStates implements UserStates, Cleanable, StatsProvider {

    private final ReentrantLock lock = new ReentrantLock();

    @Bounded("state.max-users and state.ttl")
    private Cache<Long, UserState> states;

    private Policy.FixedExpiration<Long, UserState> byAccess;
    private Duration ttl;
    private int maxUsers;
    private long expired;

    /** For the service loader. */
    public TtlUserStates() {}

    @Override
    public void start(ComponentContext context) {
        ttl = context.settings().duration("ttl");
        maxUsers = context.settings().integer("max-users");
        states = Caffeine.newBuilder()
                .expireAfterAccess(ttl)
                .ticker(context.ticker()::nanos)
                .executor(Runnable::run)
                .evictionListener((Long _, UserState _, RemovalCause cause) -> {
                    if (cause == RemovalCause.EXPIRED) {
                        expired++;
                    }
                })
                .build();
        byAccess = states.policy().expireAfterAccess().orElseThrow();
    }

    @Override
    public Optional<UserState> get(long userId) {
        return locked(() -> Optional.ofNullable(states.getIfPresent(userId)));
    }

    @Override
    public void put(long userId, UserState state) {
        locked(() -> {
            if (!states.asMap().containsKey(userId)) {
                evictDownTo(maxUsers - 1L);
            }
            states.put(userId, state);
            return state;
        });
    }

    @Override
    public Optional<UserState> update(long userId, UnaryOperator<UserState> change) {
        return locked(() -> Optional.ofNullable(states.getIfPresent(userId)).map(present -> {
            UserState changed = change.apply(present);
            states.put(userId, changed);
            return changed;
        }));
    }

    @Override
    public void remove(long userId) {
        locked(() -> states.asMap().remove(userId));
    }

    /** Expired states go. Under pressure the least recently used go as well: half of all at the most. */
    @Override
    public CleanupResult clean(CleanupContext context) {
        return locked(() -> {
            // Not cleaned yet, so that what expires now counts as removed.
            long before = states.estimatedSize();
            states.cleanUp();
            long keep = Math.round(states.estimatedSize() * (1.0 - context.pressure() / 2));
            evictDownTo(keep);
            return new CleanupResult(before - states.estimatedSize());
        });
    }

    @Override
    public Stats stats() {
        return locked(() -> {
            states.cleanUp();
            return Stats.empty()
                    .with("active_users", states.estimatedSize())
                    .withSeconds("ttl_seconds", ttl)
                    .with("max_users", maxUsers)
                    .with("expired", expired);
        });
    }

    private void evictDownTo(long most) {
        states.cleanUp();
        long surplus = states.estimatedSize() - most;
        if (surplus > 0) {
            states.invalidateAll(byAccess.oldest((int) surplus).keySet());
        }
    }

    /** Every access is applied before the lock is given back: Caffeine buffers accesses, and drops some when the buffer is full. */
    private <T> T locked(Supplier<T> access) {
        lock.lock();
        try {
            T result = access.get();
            states.cleanUp();
            return result;
        } finally {
            lock.unlock();
        }
    }
}
