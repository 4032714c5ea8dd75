package sluice.engine.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.api.Stats;
import sluice.base.text.DisplayText;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.journal.Entry.Fate;
import sluice.engine.journal.Entry.Way;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;

/**
 * A memory of the messages that came lately and what became of each, so that people find out where one is. This class is thread-safe, and
 * nobody waits in it.
 */
public final class Journal implements Cleanable {

    /** The most characters that are kept of a message, and of what decided on it. */
    static final int MAX_TEXT = 100;

    private record Place(long chat, int message) {}

    private final Timeline timeline;
    private final LiveConfig config;

    @Bounded("journal.max-messages, the oldest goes first")
    private final Map<Place, Entry> entries = new LinkedHashMap<>();

    /** A journal with nothing in it. */
    public Journal(Timeline timeline, LiveConfig config) {
        this.timeline = timeline;
        this.config = config;
    }

    /** A message came, perhaps once more. */
    public void received(long chat, int message, String text) {
        change(new Place(chat, message), text, entry -> entry);
    }

    /** A watch filtered a message. */
    public void filtered(long chat, int message, String watch, Refusal refusal) {
        String detail = refusal.step().isEmpty() || refusal.word().isEmpty()
                ? refusal.step() + refusal.word()
                : refusal.step() + ": " + refusal.word();
        Way way = new Way(watch, 0, Fate.FILTERED, refusal.reason().name(), DisplayText.cut(detail, MAX_TEXT), 0);
        // A message that came twice was handled the first time.
        boolean again = refusal.reason() == SkipReason.DUPLICATE;
        change(new Place(chat, message), "", entry -> again && entry.by(watch).isPresent() ? entry : entry.with(way));
    }

    /** A message waits in the queue. */
    public void waiting(Job job) {
        if (job.payload() instanceof Payload.Relay relay) {
            Way way = new Way(job.watch(), job.destination(), Fate.WAITING, "", "", 0);
            // One that came twice was handled the first time: the queue knows that.
            change(
                    new Place(relay.chatId(), relay.messageId()),
                    relay.text(),
                    entry -> entry.by(job.watch()).isPresent() ? entry : entry.with(way));
        }
    }

    /** A delivery was filtered when it was about to be sent. */
    public void filtered(Delivery delivery, Refusal refusal) {
        for (Job job : delivery.jobs()) {
            if (job.payload() instanceof Payload.Relay relay) {
                filtered(relay.chatId(), relay.messageId(), job.watch(), refusal);
            }
        }
    }

    /** A delivery arrived; of an album each member has its copy, or all have one. */
    public void sent(Delivery delivery, List<Integer> copies) {
        List<Job> jobs = delivery.jobs();
        for (int i = 0; i < jobs.size(); i++) {
            int copy = copies.isEmpty() ? 0 : copies.get(Math.min(i, copies.size() - 1));
            set(jobs.get(i), Fate.SENT, "", "", copy);
        }
    }

    /** A message became a dead letter. */
    public void failed(Job job, DeadLetter.Reason reason, String detail) {
        set(job, Fate.FAILED, reason.name(), detail, 0);
    }

    private void set(Job job, Fate fate, String reason, String detail, int copy) {
        if (job.payload() instanceof Payload.Relay relay) {
            Way way = new Way(job.watch(), job.destination(), fate, reason, DisplayText.cut(detail, MAX_TEXT), copy);
            change(new Place(relay.chatId(), relay.messageId()), relay.text(), entry -> entry.with(way));
        }
    }

    private void change(Place place, String text, UnaryOperator<Entry> change) {
        int max = config.get().journal().maxMessages();
        synchronized (entries) {
            if (max > 0) {
                Entry before = entries.computeIfAbsent(
                        place,
                        _ -> new Entry(
                                place.chat(),
                                place.message(),
                                timeline.now(),
                                DisplayText.cut(text, MAX_TEXT),
                                List.of()));
                entries.put(place, change.apply(before));
            }
            drop(entries.size() - max);
        }
    }

    private int drop(int count) {
        Iterator<Entry> oldest = entries.values().iterator();
        int dropped = 0;
        while (dropped < count) {
            oldest.next();
            oldest.remove();
            dropped++;
        }
        return dropped;
    }

    /** At most so many of the messages that are wanted, the newest first. */
    public List<Entry> find(Predicate<Entry> wanted, int limit) {
        List<Entry> all;
        synchronized (entries) {
            all = new ArrayList<>(entries.values());
        }
        return all.reversed().stream().filter(wanted).limit(limit).toList();
    }

    /** True if messages are remembered. */
    public boolean isOn() {
        return config.get().journal().maxMessages() > 0;
    }

    /** Its size and its bound. */
    public Stats stats() {
        synchronized (entries) {
            return Stats.empty()
                    .with("messages", entries.size())
                    .with("max_messages", config.get().journal().maxMessages());
        }
    }

    /** Forgets messages that are too old, and under pressure a share of the others, the oldest first. */
    @Override
    public CleanupResult clean(CleanupContext context) {
        Instant end = timeline.now().minus(config.get().journal().maxAge());
        synchronized (entries) {
            int before = entries.size();
            entries.values().removeIf(entry -> entry.at().isBefore(end));
            drop((int) Math.ceil(context.pressure() * entries.size()));
            return new CleanupResult(before - entries.size());
        }
    }
}
