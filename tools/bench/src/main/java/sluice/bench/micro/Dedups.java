package sluice.bench.micro;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import sluice.api.ComponentContext;
import sluice.api.Deduplicator;
import sluice.api.Settings;
import sluice.api.Ticker;

/** Ways to tell whether a message is seen for the first time: all with a bound on their number, and on their age. */
enum Dedups {
    SLUICE {
        @Override
        Dedup create(int max, Ticker ticker, Executor housekeeping) {
            Deduplicator dedup = Modules.find(Deduplicator.class, "lru");
            Map<String, String> settings = Map.of(
                    "max-messages",
                    Integer.toString(max),
                    "message-ttl",
                    TTL.toSeconds() + "s",
                    "cleanup-threshold",
                    "500",
                    "max-media-groups",
                    "1");
            dedup.start(new ComponentContext(new Settings(settings), Clock.systemUTC(), ticker, Path.of("")));
            return dedup::firstSeen;
        }
    },
    CAFFEINE {
        @Override
        Dedup create(int max, Ticker ticker, Executor housekeeping) {
            ConcurrentMap<Key, Boolean> map = Caffeine.newBuilder()
                    .maximumSize(max)
                    .expireAfterWrite(TTL)
                    .ticker(ticker::nanos)
                    .executor(housekeeping)
                    .<Key, Boolean>build()
                    .asMap();
            return (chat, message) -> map.putIfAbsent(new Key(chat, message), true) == null;
        }
    },
    GUAVA {
        @Override
        Dedup create(int max, Ticker ticker, Executor housekeeping) {
            var time = new com.google.common.base.Ticker() {
                @Override
                public long read() {
                    return ticker.nanos();
                }
            };
            ConcurrentMap<Key, Boolean> map = CacheBuilder.newBuilder()
                    .maximumSize(max)
                    .expireAfterWrite(TTL)
                    .ticker(time)
                    .<Key, Boolean>build()
                    .asMap();
            return (chat, message) -> map.putIfAbsent(new Key(chat, message), true) == null;
        }
    };

    private static final Duration TTL = Duration.ofSeconds(1);

    /** Checks and marks. */
    interface Dedup {
        boolean firstSeen(long chat, int message);
    }

    private record Key(long chat, int message) {}

    /**
     * Makes an empty one.
     *
     * @param max how many messages are remembered
     * @param ticker tells their age
     * @param housekeeping does what Caffeine does aside; by default in the JDK's common pool
     */
    abstract Dedup create(int max, Ticker ticker, Executor housekeeping);
}
