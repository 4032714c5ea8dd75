package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.base.collection.BoundedMap;
import sluice.base.time.Timeline;
import sluice.config.Config;

/**
 * Keeps the pace that Telegram asks of a bot: per chat, per group or channel besides, and over all chats. The dispatcher
 * asks whether a permit is free; who answers people books the next one. This class is thread-safe.
 */
final class Pacer implements Cleanable {

    /** The most chats whose pace is remembered; the least recently used is forgotten and merely sends a little early. */
    static final int MAX_CHATS = 10_000;

    private final Timeline timeline;
    private Config.Deliver rates;
    private SlidingWindow global;

    /** The paces that a chat keeps at the same time. */
    @Bounded("MAX_CHATS")
    private final Map<Long, List<SlidingWindow>> chats = BoundedMap.byUse(MAX_CHATS);

    Pacer(Config.Deliver rates, Timeline timeline) {
        this.timeline = timeline;
        this.rates = rates;
        this.global = new SlidingWindow(rates.global());
    }

    /** Takes other rates, from an edited configuration. */
    synchronized void change(Config.Deliver changed) {
        if (!changed.global().equals(rates.global())) {
            global = new SlidingWindow(changed.global());
        }
        if (!changed.perChat().equals(rates.perChat()) || !changed.perGroup().equals(rates.perGroup())) {
            chats.clear();
        }
        rates = changed;
    }

    /** The time at which any chat may be sent to. */
    synchronized Instant anyFree() {
        return global.free();
    }

    private Instant free(long chatId) {
        return windows(chatId).stream().map(SlidingWindow::free).reduce(Instant.MIN, Pacer::later);
    }

    /** Takes a permit if one is free now. Returns when one is free, which is not after {@code now} when it was taken. */
    synchronized Instant take(long chatId, Instant now) {
        Instant free = later(free(chatId), global.free());
        if (!free.isAfter(now)) {
            global.use(now);
            use(chatId, now);
        }
        return free;
    }

    private void use(long chatId, Instant at) {
        windows(chatId).forEach(window -> window.use(at));
    }

    /** Gives a permit back that was taken at a time: no call was made. */
    synchronized void giveBack(long chatId, Instant at) {
        global.giveBack(at);
        windows(chatId).forEach(window -> window.giveBack(at));
    }

    /** The mean time from one message to a chat to the next. */
    synchronized Duration interval(long chatId) {
        Duration own = rates.perChat().interval();
        Duration group = rates.perGroup().interval();
        return isGroup(chatId) && group.compareTo(own) > 0 ? group : own;
    }

    /**
     * Takes the next permit of a chat, which may be in the future. Whoever asks the dispatcher's questions meanwhile finds
     * it used, so that an answer in the chat does not wait behind a lane that is always busy.
     */
    synchronized Instant bookChat(long chatId) {
        Instant permit = later(free(chatId), timeline.now());
        use(chatId, permit);
        return permit;
    }

    /** Takes the next permit over all chats, which may be in the future. */
    synchronized Instant bookAny() {
        Instant permit = later(global.free(), timeline.now());
        global.use(permit);
        return permit;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Forgets chats whose whole allowance is free again. */
    @Override
    public synchronized CleanupResult clean(CleanupContext context) {
        int before = chats.size();
        Instant now = timeline.now();
        chats.values().removeIf(windows -> windows.stream().allMatch(window -> window.idle(now)));
        return new CleanupResult(before - chats.size());
    }

    private List<SlidingWindow> windows(long chatId) {
        return chats.computeIfAbsent(chatId, _ -> {
            SlidingWindow own = new SlidingWindow(rates.perChat());
            return isGroup(chatId) ? List.of(own, new SlidingWindow(rates.perGroup())) : List.of(own);
        });
    }

    /** Telegram gives groups and channels negative ids. */
    private static boolean isGroup(long chatId) {
        return chatId < 0;
    }
}
