package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The updates that wait for getUpdates. Guarded by the engine's lock, which a long poll gives up while it waits.
 *
 * <p>A single update waits as its finished JSON; a flood waits as one entry, whatever its length.
 */
final class Updates {
    /** Telegram keeps updates this long. */
    private static final long RETENTION = Duration.ofHours(24).toSeconds();
    /** The longest long poll that Telegram serves, seconds. */
    private static final long MAX_TIMEOUT = 50;
    /** Sent only to bots that ask for them. */
    private static final Set<String> ON_REQUEST = Set.of("chat_member", "message_reaction", "message_reaction_count");

    private sealed interface Waiting {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Single(long id, long since, byte[] json) implements Waiting {}

    private static final class Run implements Waiting {
        final Flood flood;
        /** The update id that the flood's place 0 has. */
        final long base;

        long next;

        Run(Flood flood, long base) {
            this.flood = flood;
            this.base = base;
        }

        long left() {
            return flood.count() - next;
        }
    }

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Condition arrived;
    private final World world;
    private final Clock clock;
    private Set<String> allowed = Set.of();
    private long nextId = 100_000_001;
    private long size;
    /** Not later than the oldest entry's time. */
    private long oldest = Long.MAX_VALUE;

    private long latestPoll;
    private boolean closed;
    private String webhook = "";

    Updates(ReentrantLock lock, World world, Clock clock) {
        this.arrived = lock.newCondition();
        this.world = world;
        this.clock = clock;
    }

    /** {@return the update's id, or -1 if the bot did not ask for this type} */
    long post(String type, JsonNode payload, long since) {
        if (!wanted(type)) {
            return -1;
        }
        long id = nextId++;
        var update = JsonNodeFactory.instance.objectNode();
        update.put("update_id", id);
        update.set(type, payload);
        append(new Single(id, since, update.toString().getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    /** Queues JSON as it is, but for an update id where there is none. */
    long raw(String json) {
        JsonNode parsed = Json.literal(json);
        if (!parsed.isObject()) {
            throw new IllegalArgumentException("an update must be a JSON object, not " + json);
        }
        JsonNode given = parsed.get("update_id");
        boolean usable = given != null && given.isIntegralNumber() && given.canConvertToLong();
        long id = usable ? given.longValue() : nextId;
        nextId = Math.max(nextId, id + 1);
        String text = json.strip();
        if (given == null) {
            text = "{\"update_id\":" + id + (parsed.isEmpty() ? "" : ",") + text.substring(1);
        }
        append(new Single(id, now(), text.getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    void flood(Flood flood) {
        waiting.add(new Run(flood, nextId));
        nextId += flood.count();
        size += flood.count();
        oldest = Math.min(oldest, flood.date());
        arrived.signalAll();
    }

    private void append(Single update) {
        waiting.add(update);
        size++;
        oldest = Math.min(oldest, update.since());
        arrived.signalAll();
    }

    private boolean wanted(String type) {
        return allowed.isEmpty() ? !ON_REQUEST.contains(type) : allowed.contains(type);
    }

    /** Numbers the next update so, whatever came before. */
    void restart(long next) {
        nextId = next;
    }

    long size() {
        return size;
    }

    void clear() {
        waiting.clear();
        size = 0;
        oldest = Long.MAX_VALUE;
    }

    void webhook(String url) {
        webhook = url;
    }

    String webhook() {
        return webhook;
    }

    void allow(JsonNode names) {
        if (names != null && names.isArray()) {
            var set = new TreeSet<String>();
            names.forEach(name -> set.add(name.asText()));
            allowed = set;
        }
    }

    /** Lets every waiting poll answer with what is there. */
    void close() {
        closed = true;
        arrived.signalAll();
    }

    /** {@return the complete body of the answer} */
    byte[] poll(Parameters parameters) throws InterruptedException {
        if (!webhook.isEmpty()) {
            throw new ApiError(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                            + " webhook first");
        }
        long offset = parameters.number("offset", 0);
        long asked = parameters.number("limit", 100);
        long limit = asked < 1 || asked > 100 ? 100 : asked;
        long timeout = Math.clamp(parameters.number("timeout", 0), 0, MAX_TIMEOUT);
        allow(parameters.json("allowed_updates"));
        long mine = ++latestPoll;
        arrived.signalAll();
        confirm(offset);
        long left = Duration.ofSeconds(timeout).toNanos();
        while (true) {
            if (mine != latestPoll) {
                throw new ApiError(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                + " running");
            }
            expire();
            if (size > 0 || closed || left <= 0) {
                return page(limit);
            }
            left = arrived.awaitNanos(left);
        }
    }

    private void confirm(long offset) {
        if (offset < 0) {
            while (size > -offset) {
                drop(size + offset);
            }
            return;
        }
        while (!waiting.isEmpty() && size > 0) {
            switch (waiting.peek()) {
                case Single single -> {
                    if (single.id() >= offset) {
                        return;
                    }
                    drop(1);
                }
                case Run run -> {
                    long confirmed = Math.clamp(offset - run.base - run.next, 0, run.left());
                    if (confirmed == 0) {
                        return;
                    }
                    drop(confirmed);
                }
            }
        }
    }

    /** Drops at most so many from the front; fewer when the first entry holds fewer. */
    private void drop(long count) {
        switch (waiting.peek()) {
            case Run run
            when run.left() > count -> {
                run.next += count;
                size -= count;
            }
            case Run run -> {
                waiting.remove();
                size -= run.left();
            }
            case Single single -> {
                waiting.remove();
                size--;
            }
        }
    }

    private void expire() {
        long limit = now() - RETENTION;
        if (oldest >= limit) {
            return;
        }
        waiting.removeIf(entry -> since(entry) < limit);
        size = 0;
        oldest = Long.MAX_VALUE;
        for (Waiting entry : waiting) {
            size += entry instanceof Run run ? run.left() : 1;
            oldest = Math.min(oldest, since(entry));
        }
    }

    private static long since(Waiting entry) {
        return switch (entry) {
            case Single single -> single.since();
            case Run run -> run.flood.date();
        };
    }

    private byte[] page(long limit) {
        var body = new ByteArrayOutputStream(256);
        body.writeBytes("{\"ok\":true,\"result\":[".getBytes(StandardCharsets.US_ASCII));
        long left = limit;
        for (Waiting entry : waiting) {
            if (left == 0) {
                break;
            }
            switch (entry) {
                case Single single -> {
                    separate(body, left < limit);
                    body.writeBytes(single.json());
                    left--;
                }
                case Run run -> {
                    for (long i = run.next; i < run.flood.count() && left > 0; i++, left--) {
                        separate(body, left < limit);
                        body.writeBytes(run.flood.update(i, run.base + i, world));
                    }
                }
            }
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void separate(ByteArrayOutputStream body, boolean between) {
        if (between) {
            body.write(',');
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
