package sluice.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Refuses sends that come faster than the limits, as Telegram does. Guarded by the engine's lock. */
final class RateLimits {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Sends let through within the last span. */
    private static final class Window {
        final int limit;
        final long span;
        final ArrayDeque<Long> times = new ArrayDeque<>();

        Window(int limit, long span) {
            this.limit = limit;
            this.span = span;
        }

        /** {@return nanoseconds until one more may go, 0 for now} */
        long delay(long now) {
            while (!times.isEmpty() && now - times.peek() >= span) {
                times.remove();
            }
            return times.size() < limit ? 0 : span - (now - times.peek());
        }
    }

    private final LongSupplier ticker;
    private final Map<Long, Window> chats = new HashMap<>();
    private final Map<Long, Window> groups = new HashMap<>();
    private int perChat;
    private int perGroup;
    private Window all;

    RateLimits(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void set(int perChatPerSecond, int perGroupPerMinute, int perSecond) {
        perChat = perChatPerSecond;
        perGroup = perGroupPerMinute;
        all = perSecond == 0 ? null : new Window(perSecond, SECOND);
        chats.clear();
        groups.clear();
    }

    /** {@return seconds that this send must wait, 0 if it may go and is counted} */
    int check(Chat chat) {
        if (chat == null || (perChat == 0 && perGroup == 0 && all == null)) {
            return 0;
        }
        Window one = perChat == 0 ? null : chats.computeIfAbsent(chat.id(), id -> new Window(perChat, SECOND));
        Window group = perGroup == 0 || chat.type() == ChatType.PRIVATE
                ? null
                : groups.computeIfAbsent(chat.id(), id -> new Window(perGroup, MINUTE));
        long now = ticker.getAsLong();
        long wait = Math.max(delay(one, now), Math.max(delay(group, now), delay(all, now)));
        if (wait == 0) {
            count(one, now);
            count(group, now);
            count(all, now);
            return 0;
        }
        return (int) ((wait + SECOND - 1) / SECOND);
    }

    private static long delay(Window window, long now) {
        return window == null ? 0 : window.delay(now);
    }

    private static void count(Window window, long now) {
        if (window != null) {
            window.times.add(now);
        }
    }
}
