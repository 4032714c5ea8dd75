package sluice.state;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.CacheEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.UserState;
import sluice.api.UserStates;

/**
 * User states that expire when they are not accessed, in strict LRU order. This class is thread-safe.
 *
 * <p>Caffeine lets the states expire. It does not keep the cap: its own maximum admits by frequency and evicts after the
 * fact, while here the least recently used goes, before the new one comes in. Nor are its reads good enough for the
 * order: it notes them in a buffer that may lose some. So every access takes the state out and puts it in anew, which
 * makes it the newest for certain, and a lock makes one step of that.
 *
 * <p>{@code active_users} counts no expired state. {@code expired} counts those that have expired and were removed since
 * the start, not those that had to go for others or for want of memory. Under memory pressure the same share of the
 * states goes, the least recently used first: their users begin the dialog again.
 */
@Provider(name = "ttl", section = "state")
public final class TtlUserStates implements UserStates, Cleanable, StatsProvider {

    private Duration ttl;
    private int maxUsers;
    private long expired;

    @Bounded("state.max-users, state.ttl")
    private Cache<Long, UserState> states;

    /** Not yet started. */
    public TtlUserStates() {}

    @Override
    public synchronized void start(ComponentContext context) {
        ttl = context.settings().duration("ttl");
        maxUsers = context.settings().integer("max-users");
        if (maxUsers < 1) {
            throw new SettingsException("`max-users` must be 1 or more, not " + maxUsers);
        }
        states = Caffeine.newBuilder()
                .expireAfterAccess(ttl)
                .ticker(context.ticker()::nanos)
                .executor(Runnable::run)
                .evictionListener((_, _, _) -> expired++)
                .build();
    }

    @Override
    public synchronized Optional<UserState> get(long userId) {
        UserState state = states.asMap().remove(userId);
        if (state != null) {
            states.put(userId, state);
        }
        return Optional.ofNullable(state);
    }

    @Override
    public synchronized void put(long userId, UserState state) {
        requireNonNull(state, "state");
        states.invalidate(userId);
        if (states.estimatedSize() >= maxUsers) {
            sweep();
        }
        while (states.estimatedSize() >= maxUsers) {
            removeOldest();
        }
        states.put(userId, state);
    }

    @Override
    public synchronized Optional<UserState> update(long userId, UnaryOperator<UserState> change) {
        UserState state = states.asMap().remove(userId);
        if (state == null) {
            return Optional.empty();
        }
        try {
            state = requireNonNull(change.apply(state), "the change of a state must not return null");
            return Optional.of(state);
        } finally {
            states.put(userId, state);
        }
    }

    @Override
    public synchronized void remove(long userId) {
        states.invalidate(userId);
    }

    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        long before = states.estimatedSize();
        sweep();
        long surplus = (long) Math.ceil(context.pressure() * states.estimatedSize());
        for (long i = 0; i < surplus; i++) {
            removeOldest();
        }
        return new CleanupResult(before - states.estimatedSize());
    }

    @Override
    public synchronized Stats stats() {
        sweep();
        return Stats.empty()
                .with("active_users", states.estimatedSize())
                .withSeconds("ttl_seconds", ttl)
                .with("max_users", maxUsers)
                .with("expired", expired);
    }

    /** Removes all that have expired; Caffeine removes no more than some in one go. */
    private void sweep() {
        long before;
        do {
            before = states.estimatedSize();
            states.cleanUp();
        } while (states.estimatedSize() < before);
    }

    private void removeOldest() {
        states.policy()
                .expireAfterAccess()
                .orElseThrow()
                .oldest(Stream::findFirst)
                .map(CacheEntry::getKey)
                .ifPresent(states::invalidate);
    }
}
