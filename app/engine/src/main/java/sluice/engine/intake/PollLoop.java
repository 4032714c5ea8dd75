package sluice.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.log.RepeatedWarnings;
import sluice.base.time.Loop;
import sluice.base.time.Timeline;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.telegram.Poller;
import sluice.telegram.model.PollAnswer;
import sluice.telegram.model.Update;

/**
 * Long polling that never goes deaf: whatever a poll comes to, the next one follows, at most {@link Backoff#LONGEST} later. It
 * ends only when the bot stops, when Telegram rejects the token, or when another poller keeps taking the updates.
 */
public final class PollLoop implements Runnable {

    /** The reasons for which a loop can end by itself. */
    public enum End {
        /** Telegram does not know the token. */
        TOKEN_REJECTED,
        /** Another poller has used the token for {@link #CONFLICT_LIMIT}. */
        CONFLICT
    }

    /** The longest time that another poller may stay. */
    static final Duration CONFLICT_LIMIT = Duration.ofMinutes(5);

    /** A longer wait than this is not believed: nobody polls for it. */
    static final Duration LONGEST_ASKED = Duration.ofHours(1);

    /** The longest delay of a poll, beyond the time that it may take. */
    static final Duration LATE = Duration.ofSeconds(20);

    /** An answer without anything new that comes sooner was not held, and must not be asked for again and again at once. */
    static final Duration EARLY = Duration.ofSeconds(1);

    /** The wait until it is asked again whether this process may poll. */
    private static final Duration WITHHELD_WAIT = Duration.ofSeconds(1);

    /** The interval at which a failure that lasts is logged. */
    static final Duration WARN_AGAIN = Duration.ofMinutes(1);

    /**
     * The age up to which an offset is used. Telegram keeps no update longer, and after a week without any it numbers them anew. An offset
     * from before may then be above all of them, and confirm what was never seen.
     */
    static final Duration OFFSET_AGE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private final Poller poller;
    private final Intake intake;
    private final Counters counters;
    private final Health health;
    private final Timeline timeline;
    private final Consumer<End> onEnd;
    private final Loop loop;
    private final Backoff backoff = new Backoff();
    private Instant conflictSince = Instant.MAX;
    private Instant warnedAt = Instant.EPOCH;
    private long failures;
    private boolean works;
    private int nothingAtOnce;
    private long offset;
    private long confirmed;
    private Instant offsetSince;

    /**
     * A loop that has not started. It asks for updates from an offset on, 0 for whatever is there, and calls {@code
     * onEnd} when it ends by itself.
     */
    public PollLoop(
            Poller poller,
            Intake intake,
            long offset,
            Counters counters,
            Health health,
            Timeline timeline,
            Consumer<End> onEnd) {
        this.poller = poller;
        this.intake = intake;
        this.offset = offset;
        this.confirmed = offset;
        this.offsetSince = timeline.now();
        this.counters = counters;
        this.health = health;
        this.timeline = timeline;
        this.onEnd = onEnd;
        this.loop = new Loop("polling", timeline, this::watchedStep, this::failedByFault);
    }

    /** Ends the loop soon, and the poll under way at once. */
    public void stop() {
        loop.stop();
        poller.interrupt();
    }

    @Override
    public void run() {
        loop.run();
        if (offset != confirmed) {
            // Nothing that was delivered may come again after the next start.
            poller.confirm(offset);
        }
    }

    private Duration watchedStep() throws InterruptedException {
        Duration wait = step();
        expectNext(wait);
        return wait;
    }

    private Duration failedByFault(Throwable fault) {
        health.fault("polling: " + fault.getClass().getSimpleName());
        Duration wait = backoff.next();
        expectNext(wait);
        return wait;
    }

    /** Tells health when the next poll is due. So anything that holds it up is seen, another call than a poll too. */
    private void expectNext(Duration wait) {
        health.expect("polling", timeline.now().plus(wait).plus(poller.limit()).plus(LATE));
    }

    /** One poll. Returns how long to wait before the next. */
    private Duration step() throws InterruptedException {
        forgetOldOffset();
        expectNext(Duration.ZERO);
        // Whether it works is wanted at once, not when the first update has come. Not so after a conflict: a short poll
        // gets through, and says nothing about the long ones.
        boolean held = works;
        Instant asked = timeline.now();
        PollAnswer answer = poller.poll(offset, held);
        if (loop.isStopping()) {
            return Duration.ZERO;
        }
        return switch (answer) {
            case PollAnswer.Updates(List<Update> updates) -> {
                boolean early = held && timeline.now().isBefore(asked.plus(EARLY));
                long before = offset;
                Duration wait = taken(updates);
                nothingAtOnce = early && offset == before ? nothingAtOnce + 1 : 0;
                yield nothingAtOnce == 0 ? wait : Duration.ofMillis(Math.min(1000, 10L << Math.min(nothingAtOnce, 10)));
            }
            case PollAnswer.Failed(String detail, Optional<Duration> wait, boolean overdue) ->
                failed(detail, wait, overdue);
            case PollAnswer.Conflict(String detail, boolean webhook) -> conflict(detail, webhook);
            case PollAnswer.Withheld() -> {
                conflictSince = Instant.MAX;
                yield WITHHELD_WAIT;
            }
            case PollAnswer.TokenRejected(String detail) -> {
                LOG.error("Telegram rejects the token: {}", detail);
                end(End.TOKEN_REJECTED);
                yield Duration.ZERO;
            }
        };
    }

    private void forgetOldOffset() {
        if (offset != 0 && !offsetSince.plus(OFFSET_AGE).isAfter(timeline.now())) {
            offset = 0;
            confirmed = 0;
        }
    }

    private Duration taken(List<Update> updates) throws InterruptedException {
        counters.polled(updates.size());
        long next = updates.stream().mapToLong(Update::id).max().orElse(-1) + 1;
        if (!updates.isEmpty() && next == 0) {
            // Without a number none of them can be confirmed, so that they come again at once: do not spin.
            return failed("updates without a readable number", Optional.empty(), false);
        }
        if (failures > 0) {
            LOG.info("polling works again after {} failed polls", failures);
        }
        failures = 0;
        works = true;
        conflictSince = Instant.MAX;
        warnedAt = Instant.EPOCH;
        backoff.reset();
        health.polled();
        confirmed = offset;
        if (!updates.isEmpty()) {
            // Not the largest ever: after a quiet week Telegram goes on with any number, a lower one too.
            offset = intake.take(updates, offset, next);
            // Received in part, because the bot is stopping. What is left must not come again now: it would seem to be
            // a repeat.
            if (offset != next) {
                loop.stop();
            }
            offsetSince = timeline.now();
        }
        return Duration.ZERO;
    }

    private Duration failed(String detail, Optional<Duration> wait, boolean overdue) {
        counters.pollFailed(overdue);
        health.pollFailed(detail);
        works = false;
        warn("polling fails: {}; I keep trying", detail);
        conflictSince = Instant.MAX;
        if (overdue) {
            // The call itself took a minute: to wait on top of it would only make the bot deaf for longer.
            return Duration.ZERO;
        }
        Duration own = backoff.next();
        Duration asked =
                wait.filter(longest -> longest.compareTo(LONGEST_ASKED) <= 0).orElse(LONGEST_ASKED);
        return wait.isPresent() && asked.compareTo(own) > 0 ? asked : own;
    }

    private Duration conflict(String detail, boolean webhook) {
        counters.pollFailed(false);
        health.pollFailed(detail);
        Instant now = timeline.now();
        if (conflictSince.equals(Instant.MAX)) {
            conflictSince = now;
        }
        if (Duration.between(conflictSince, now).compareTo(CONFLICT_LIMIT) >= 0) {
            LOG.error(
                    webhook
                            ? "a webhook is still set for this token: {}"
                            : "another instance keeps polling with the same token: {}",
                    detail);
            end(End.CONFLICT);
            return Duration.ZERO;
        }
        warn(
                webhook
                        ? "a webhook is set for this token: {}; I try again"
                        : "another instance polls with the same token: {}; I try again",
                detail);
        return backoff.next();
    }

    private void warn(String message, String detail) {
        failures++;
        Instant now = timeline.now();
        if (!warnedAt.plus(WARN_AGAIN).isAfter(now)) {
            warnedAt = now;
            LOG.warn(RepeatedWarnings.EACH_TIME, message, detail);
        }
    }

    private void end(End end) {
        loop.stop();
        onEnd.accept(end);
    }
}
