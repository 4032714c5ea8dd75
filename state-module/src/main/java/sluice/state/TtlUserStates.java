package sluice.state;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;
import sluice.api.UserState;
import sluice.api.UserStates;

/**
 * User states that expire when they are not accessed, in strict LRU order. This class is thread-safe.
 *
 * <p>Every access takes the state out and puts it in anew, which makes it the newest. So the order is that of the last access, and
 * those that have expired are the first of all.
 *
 * <p>{@code active_users} counts no expired state. {@code expired} counts those that have expired and were removed since
 * the start, not those that had to go for others or for want of memory. Under memory pressure the same share of the
 * states goes, the least recently used first: their users begin the dialog again.
 */
@Provider(name = "ttl", section = "state")
public final class TtlUserStates implements UserStates, Cleanable, StatsProvider {

    /** A state, and the ticker's reading when it was accessed last. */
    private record Held(UserState state, long accessed) {}

    private Ticker ticker;
    private Duration ttl;
    private long ttlNanos;
    private int maxUsers;
    private long expired;

    /** The least recently used first. */
    @Bounded("state.max-users, state.ttl")
    private final SequencedMap<Long, Held> states = new LinkedHashMap<>();

    @Override
    public synchronized void start(ComponentContext context) {
        ticker = context.ticker();
        ttl = context.settings().duration("ttl");
        ttlNanos = TimeUnit.NANOSECONDS.convert(ttl);
        maxUsers = context.settings().integer("max-users");
        if (maxUsers < 1) {
            throw new SettingsException("`max-users` must be 1 or more, not " + maxUsers);
        }
    }

    @Override
    public synchronized Optional<UserState> get(long userId) {
        Optional<UserState> state = take(userId);
        state.ifPresent(present -> hold(userId, present));
        return state;
    }

    @Override
    public synchronized void put(long userId, UserState state) {
        requireNonNull(state, "state");
        take(userId);
        if (states.size() == maxUsers) {
            sweep();
        }
        if (states.size() == maxUsers) {
            states.pollFirstEntry();
        }
        hold(userId, state);
    }

    @Override
    public synchronized Optional<UserState> update(long userId, UnaryOperator<UserState> change) {
        Optional<UserState> before = take(userId);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        UserState state = before.get();
        try {
            state = requireNonNull(change.apply(state), "the change of a state must not return null");
            return Optional.of(state);
        } finally {
            hold(userId, state);
        }
    }

    @Override
    public synchronized void remove(long userId) {
        take(userId);
    }

    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        int before = states.size();
        sweep();
        int surplus = (int) Math.ceil(context.pressure() * states.size());
        for (int i = 0; i < surplus; i++) {
            states.pollFirstEntry();
        }
        return new CleanupResult(before - states.size());
    }

    @Override
    public synchronized Stats stats() {
        sweep();
        return Stats.empty()
                .with("active_users", states.size())
                .withSeconds("ttl_seconds", ttl)
                .with("max_users", maxUsers)
                .with("expired", expired);
    }

    /** Takes a state out; one that has expired is none. */
    private Optional<UserState> take(long userId) {
        Held held = states.remove(userId);
        if (held == null) {
            return Optional.empty();
        }
        if (hasExpired(held)) {
            expired++;
            return Optional.empty();
        }
        return Optional.of(held.state());
    }

    private void hold(long userId, UserState state) {
        states.put(userId, new Held(state, ticker.nanos()));
    }

    private boolean hasExpired(Held held) {
        return ticker.nanos() - held.accessed() >= ttlNanos;
    }

    private void sweep() {
        Iterator<Held> oldestFirst = states.values().iterator();
        while (oldestFirst.hasNext() && hasExpired(oldestFirst.next())) {
            oldestFirst.remove();
            expired++;
        }
    }
}
