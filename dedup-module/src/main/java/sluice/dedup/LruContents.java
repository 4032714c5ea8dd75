package sluice.dedup;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.ContentDeduplicator;
import sluice.api.ContentKey;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;

/**
 * Remembers the contents that were sent, in strict LRU order, each for {@code dedup.content-ttl} from when it was sent last. This
 * class is thread-safe.
 *
 * <p>{@code content_cache_size} counts contents that have expired too, until a sweep removes them; {@code content_duplicates} counts
 * repeats that were recognized. Under memory pressure the least recently used go: a repeat is better than no memory.
 */
@Provider(name = "lru-contents", section = "dedup")
public final class LruContents implements ContentDeduplicator, Cleanable, StatsProvider {

    private Ticker ticker;
    private long ttlNanos;
    private int max;
    private long duplicates;

    /** The ticker's reading when each content was sent last. */
    @Bounded("dedup.max-contents")
    private final SequencedMap<ContentKey, Long> sent = new LinkedHashMap<>(16, 0.75f, true);

    @Override
    public void start(ComponentContext context) {
        Settings settings = context.settings();
        ticker = context.ticker();
        ttlNanos = TimeUnit.NANOSECONDS.convert(settings.duration("content-ttl"));
        max = settings.integer("max-contents");
        if (max < 1) {
            throw new SettingsException("`max-contents` must be 1 or more, not " + max);
        }
    }

    @Override
    public synchronized boolean wasSent(ContentKey content) {
        Long at = sent.get(content);
        boolean repeated = at != null && !expired(at);
        if (repeated) {
            duplicates++;
        }
        return repeated;
    }

    @Override
    public synchronized void sent(ContentKey content) {
        sent.put(content, ticker.nanos());
        if (sent.size() > max) {
            sent.pollFirstEntry();
        }
    }

    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        int before = sent.size();
        sent.values().removeIf(this::expired);
        int surplus = (int) Math.ceil(context.pressure() * sent.size());
        for (int i = 0; i < surplus; i++) {
            sent.pollFirstEntry();
        }
        return new CleanupResult(before - sent.size());
    }

    @Override
    public synchronized Stats stats() {
        return Stats.empty().with("content_cache_size", sent.size()).with("content_duplicates", duplicates);
    }

    private boolean expired(long at) {
        return ticker.nanos() - at > ttlNanos;
    }
}
