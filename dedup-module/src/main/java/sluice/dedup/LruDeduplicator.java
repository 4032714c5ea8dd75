package sluice.dedup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Deduplicator;
import sluice.api.GroupKey;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;

/**
 * Remembers the newest messages and media groups, each in strict LRU order. This class is thread-safe.
 *
 * <p>{@code message_cache_size} and {@code media_group_cache_size} count what is kept, messages included that have expired
 * and that no sweep has removed yet. {@code evictions} counts messages and groups that had to go for others or for want
 * of memory, not messages swept because they expired; {@code duplicates} counts messages that were recognized.
 *
 * <p>Under memory pressure the messages that have not expired stay: they are what guards against doubles. Verdicts on media
 * groups go in proportion to the pressure, at most {@link MediaGroups#MAX_EVICTIONS} in one call: a late album member is then
 * judged by itself.
 */
@Provider(name = "lru", section = "dedup")
public final class LruDeduplicator implements Deduplicator, Cleanable, StatsProvider {

    private Ticker ticker;
    private Duration messageTtl;
    private int maxMessages;
    private int maxMediaGroups;
    private MessageLru messages;
    private MediaGroups groups;

    @Override
    public void start(ComponentContext context) {
        Settings settings = context.settings();
        ticker = context.ticker();
        messageTtl = settings.duration("message-ttl");
        maxMessages = positive(settings, "max-messages");
        maxMediaGroups = positive(settings, "max-media-groups");
        int threshold = positive(settings, "cleanup-threshold");
        messages = new MessageLru(maxMessages, TimeUnit.NANOSECONDS.convert(messageTtl), threshold);
        groups = new MediaGroups(maxMediaGroups);
    }

    @Override
    public boolean firstSeen(long chatId, int messageId) {
        return messages.mark(chatId, messageId, ticker.nanos());
    }

    @Override
    public boolean judgeGroup(GroupKey key, boolean passes) {
        return groups.judge(key, passes);
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        int expired = messages.sweep(ticker.nanos());
        int givenUp = groups.giveUp(context.pressure());
        return new CleanupResult(expired + givenUp);
    }

    @Override
    public Stats stats() {
        MessageLru.Figures figures = messages.figures();
        return Stats.empty()
                .with("message_cache_size", figures.size())
                .with("media_group_cache_size", groups.size())
                .withSeconds("message_cache_ttl", messageTtl)
                .with("media_group_cache_max", maxMediaGroups)
                .with("message_cache_max", maxMessages)
                .with("evictions", figures.evictions() + groups.evictions())
                .with("duplicates", figures.duplicates());
    }

    private static int positive(Settings settings, String key) {
        int value = settings.integer(key);
        if (value < 1) {
            throw new SettingsException("`" + key + "` must be 1 or more, not " + value);
        }
        return value;
    }
}
