package sluice.host.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetters;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;

/**
 * A queue that may fail: it then counts as full and as having nothing ready, so that intake waits. One that does not take an outcome
 * keeps the lane busy for good, which is a problem for as long as the process lives.
 */
public record GuardedQueue(String name, MessageQueue target, Guard guard, Clock clock, AtomicLong unsettled)
        implements MessageQueue {

    /** Whatever is due later is asked for again by then. */
    private static final Duration HORIZON = Duration.ofDays(1);

    public GuardedQueue(String name, MessageQueue target, Guard guard, Clock clock) {
        this(name, target, guard, clock, new AtomicLong());
    }

    @Override
    public Offer offer(Batch batch) {
        return guard.call(name, "offer", () -> target.offer(batch), Offer.FULL);
    }

    @Override
    public int room() {
        return guard.call(name, "room", target::room, 0);
    }

    @Override
    public long offset() {
        return guard.call(name, "offset", target::offset, 0L);
    }

    @Override
    public boolean durable() {
        return guard.call(name, "durable", target::durable, false);
    }

    @Override
    public Optional<Delivery> take() {
        return guard.call(name, "take", target::take, Optional.empty());
    }

    @Override
    public boolean begin(Delivery delivery) {
        return guard.call(name, "begin", () -> target.begin(delivery), false);
    }

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return guard.call(name, "copyOf", () -> target.copyOf(watch, chatId, messageId), Optional.empty());
    }

    @Override
    public Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return guard.call(name, "dueOf", () -> target.dueOf(destination, watch, chatId, messageId), Optional.empty());
    }

    /** Throws what the target throws: a text that cannot be read must not be taken for one that is not there. */
    @Override
    public Optional<String> text(String textName) {
        Optional<Optional<String>> read =
                guard.call(name, "text", () -> Optional.of(target.text(textName)), Optional.empty());
        return read.orElseThrow(() -> new IllegalStateException("module " + name + " cannot read `" + textName + "`"));
    }

    @Override
    public boolean keepText(String textName, String text) {
        return guard.call(name, "keepText", () -> target.keepText(textName, text), false);
    }

    @Override
    public Optional<Instant> nextReady() {
        Instant now = clock.instant();
        Optional<Instant> next = guard.call(name, "nextReady", target::nextReady, Optional.empty());
        return next.map(ready -> ready.isAfter(now.plus(HORIZON)) ? now.plus(HORIZON) : ready)
                .map(ready -> ready.isBefore(now.minus(HORIZON)) ? now.minus(HORIZON) : ready);
    }

    @Override
    public void settle(Delivery delivery, Outcome outcome) {
        if (!guard.run(name, "settle", () -> target.settle(delivery, outcome))) {
            unsettled.incrementAndGet();
        }
    }

    @Override
    public void release(long destination) {
        guard.run(name, "release", () -> target.release(destination));
    }

    @Override
    public void move(long from, long to) {
        guard.run(name, "move", () -> target.move(from, to));
    }

    @Override
    public int waiting(long destination) {
        return guard.call(name, "waiting", () -> target.waiting(destination), 0);
    }

    @Override
    public int giveUp(long destination, int keep, String detail) {
        return guard.call(name, "giveUp", () -> target.giveUp(destination, keep, detail), 0);
    }

    @Override
    public void flush() {
        guard.run(name, "flush", target::flush);
    }

    @Override
    public void onChange(Runnable listener) {
        guard.run(name, "onChange", () -> target.onChange(listener));
    }

    @Override
    public Optional<String> problem() {
        long lost = unsettled.get();
        return lost > 0
                ? Optional.of("module " + name + " did not take the outcome of " + lost
                        + " deliveries; their chats stand still until the next start")
                : guard.call(name, "problem", target::problem, Optional.empty());
    }

    @Override
    public DeadLetters deadLetters() {
        return new GuardedDeadLetters(name, target.deadLetters(), guard);
    }
}
