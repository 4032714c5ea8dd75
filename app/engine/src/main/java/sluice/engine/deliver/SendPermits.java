package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;

/**
 * Lets answers to people and old posts keep the pace of their chat and that over all chats, without the queue. A turn is booked before it is
 * waited for, so that lanes which are always busy cannot keep an answer waiting for long. This class is thread-safe.
 */
public final class SendPermits {

    private final Pacer pacer;
    private final Timeline timeline;

    SendPermits(Pacer pacer, Timeline timeline) {
        this.pacer = pacer;
        this.timeline = timeline;
    }

    /** The mean time from one message to a chat to the next, as the pace of the configuration has it now. */
    public Duration interval(long chatId) {
        return pacer.interval(chatId);
    }

    /** Waits for the turn of one call to a chat; afterwards the call is made at once. */
    public void await(long chatId) throws InterruptedException {
        Alarm alarm = timeline.alarm();
        until(pacer.bookChat(chatId), alarm);
        // Only now, since permits over all chats are used in their order: one booked far ahead would hold up the
        // others.
        until(pacer.bookAny(), alarm);
    }

    private void until(Instant permit, Alarm alarm) throws InterruptedException {
        Instant now = timeline.now();
        while (permit.isAfter(now)) {
            alarm.await(Duration.between(now, permit));
            now = timeline.now();
        }
    }
}
