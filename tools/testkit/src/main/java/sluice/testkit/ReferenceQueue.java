package sluice.testkit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sluice.api.Album;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * The queue as one would write it down if there were no hurry: one list of all that waits, searched from end to end.
 * It is there to be compared with; one thread only.
 *
 * <p>Its places are {@code max-size}, as in a queue in memory, or {@code max-backlog}, where it is told to remember what it
 * has taken in, as a durable queue does.
 */
public final class ReferenceQueue implements MessageQueue, StatsProvider {

    private static final Comparator<Item> ORDER = comparing((Item item) -> !item.retried)
            .thenComparing(item -> item.due)
            .thenComparingLong(item -> item.arrival);

    /** A job, or the members of an album. */
    private static final class Item {
        long lane;
        Instant due;
        long arrival;
        boolean retried;
        List<Job> jobs = new ArrayList<>();
        boolean open;
        Instant firstCame;
        Instant lastCame;
        Album album;
        long delivery;
    }

    private final List<Item> waiting = new ArrayList<>();
    private final Map<Long, Item> underWay = new HashMap<>();
    private final Map<Long, Instant> heldUntil = new HashMap<>();
    private final Map<Long, Instant> freedAt = new HashMap<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private ComponentContext context;
    private int places;
    private boolean drop;
    private int maxDeadLetters;
    private Runnable listener = () -> {};
    private boolean flushing;
    private long offset;
    private long arrivals;
    private long deliveries;
    private long lastDeadLetter;
    private long fullEvents;
    private long dropped;
    private long evicted;
    private long repeats;
    private final boolean remembers;
    private final Set<List<Object>> known = new HashSet<>();

    /**
     * A queue that is not started.
     *
     * @param remembers whether a message that a watch has sent is refused when it comes again
     */
    public ReferenceQueue(boolean remembers) {
        this.remembers = remembers;
    }

    @Override
    public void start(ComponentContext given) {
        context = given;
        places = given.settings().integer(remembers ? "max-backlog" : "max-size");
        drop = given.settings().text("when-full").orElseThrow().equals("drop");
        maxDeadLetters = given.settings().integer("max-dead-letters");
    }

    private Instant now() {
        return context.clock().instant();
    }

    private Stream<Item> all() {
        return Stream.concat(waiting.stream(), underWay.values().stream());
    }

    /** The number of jobs skipped because their album had the message, or they were received before. */
    long repeats() {
        return repeats;
    }

    int maxDeadLetters() {
        return maxDeadLetters;
    }

    /** All that waits or is under way. */
    List<Job> jobs() {
        return all().flatMap(item -> item.jobs.stream()).toList();
    }

    private List<Item> lane(long destination) {
        return waiting.stream()
                .filter(item -> item.lane == destination)
                .sorted(ORDER)
                .toList();
    }

    private int places(Job job) {
        return (int) Math.min(1L + job.reserve(), places);
    }

    private boolean fits(List<Job> jobs) {
        return jobs.stream().mapToLong(this::places).sum() <= room();
    }

    @Override
    public int room() {
        return places
                - all().flatMap(item -> item.jobs.stream())
                        .mapToInt(this::places)
                        .sum();
    }

    @Override
    public Offer offer(Batch batch) {
        boolean full = !fits(batch.jobs());
        fullEvents += full ? 1 : 0;
        if (full && !drop) {
            return Offer.FULL;
        }
        long before = repeats;
        int left = 0;
        for (Job job : batch.jobs()) {
            if (left > 0 || !fits(List.of(job))) {
                left++;
            } else {
                admit(job);
            }
        }
        dropped += left;
        offset = batch.nextOffset() == 0 ? offset : batch.nextOffset();
        listener.run();
        return new Offer(true, (int) (repeats - before), left);
    }

    private void admit(Job job) {
        boolean again = remembers
                && job.payload() instanceof Payload.Relay relay
                && !job.watch().isEmpty()
                && !known.add(List.of(job.watch(), relay.chatId(), relay.messageId()));
        if (again) {
            repeats++;
        } else {
            add(job);
        }
    }

    private void add(Job job) {
        arrivals++;
        Album album =
                job.payload() instanceof Payload.Relay relay ? relay.album().orElse(null) : null;
        Item item = openAlbum(job.destination(), album).orElse(null);
        if (item == null) {
            item = new Item();
            item.lane = job.destination();
            item.due = job.due();
            item.arrival = arrivals;
            item.open = album != null;
            item.firstCame = now();
            waiting.add(item);
        } else if (item.jobs.stream().anyMatch(other -> id(other) == id(job))) {
            repeats++;
            return;
        }
        item.jobs.add(job);
        item.lastCame = now();
        item.album = album;
        if (item.open) {
            item.jobs.sort(comparingInt(ReferenceQueue::id));
            item.open = item.jobs.size() < Album.MAX_MEMBERS;
        }
    }

    private Optional<Item> openAlbum(long lane, Album album) {
        return lane(lane).stream()
                .filter(item -> item.open && album != null && item.album.key().equals(album.key()))
                .findFirst();
    }

    private static int id(Job job) {
        return ((Payload.Relay) job.payload()).messageId();
    }

    private void bury(Job job, DeadLetter.Reason reason, String detail, Instant at) {
        lastDeadLetter++;
        dead.add(new DeadLetter(lastDeadLetter, job, reason, detail, at));
        if (dead.size() > maxDeadLetters) {
            dead.removeFirst();
            evicted++;
        }
    }

    private Instant goesAt(Item item) {
        List<Instant> all = new ArrayList<>(List.of(item.due));
        all.add(heldUntil.getOrDefault(item.lane, Instant.MIN));
        all.add(freedAt.getOrDefault(item.lane, Instant.MIN));
        if (item.open && !flushing && !item.album.quiet().isZero()) {
            Instant longest = item.firstCame.plus(Album.MAX_WAIT);
            boolean never = item.album.quiet().compareTo(Album.MAX_WAIT) > 0;
            Instant quiet = never ? longest : item.lastCame.plus(item.album.quiet());
            all.add(quiet.isBefore(longest) ? quiet : longest);
        }
        return all.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The head of the free lane whose turn is next. */
    private Optional<Item> next() {
        Map<Long, Item> heads = new HashMap<>();
        for (Item item : waiting) {
            if (!underWay.containsKey(item.lane)) {
                heads.merge(item.lane, item, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
            }
        }
        return heads.values().stream().min(comparing(this::goesAt).thenComparingLong(item -> item.arrival));
    }

    @Override
    public Optional<Delivery> take() {
        Item item = next().filter(head -> !goesAt(head).isAfter(now())).orElse(null);
        if (item == null) {
            return Optional.empty();
        }
        waiting.remove(item);
        item.open = false;
        underWay.put(item.lane, item);
        deliveries++;
        item.delivery = deliveries;
        return Optional.of(new Delivery(deliveries, item.jobs));
    }

    @Override
    public Optional<Instant> nextReady() {
        return next().map(this::goesAt);
    }

    @Override
    public void settle(Delivery delivery, Outcome outcome) {
        long lane = delivery.destination();
        if (!underWay.containsKey(lane) || underWay.get(lane).delivery != delivery.id()) {
            throw new IllegalArgumentException("not under way");
        }
        Item item = underWay.remove(lane);
        freedAt.put(lane, now());
        switch (outcome) {
            case Outcome.Done done -> bring(done.effects());
            case Outcome.Retry retry -> {
                item.retried = true;
                item.jobs = new ArrayList<>();
                waiting.add(item);
                firstThatFit(retry.jobs(), item.jobs::add);
                if (item.jobs.isEmpty()) {
                    waiting.remove(item);
                }
                heldUntil.merge(lane, retry.at(), (a, b) -> a.isAfter(b) ? a : b);
                bring(retry.effects());
            }
            case Outcome.Moved moved -> {
                waiting.add(item);
                move(lane, moved.chatId());
            }
            case Outcome.Dead gone -> item.jobs.forEach(job -> bury(job, gone.reason(), gone.detail(), now()));
        }
        forgetEmptyLanes();
        listener.run();
    }

    private void bring(Effects effects) {
        firstThatFit(effects.followers(), this::admit);
        copies.addAll(0, effects.copies().reversed());
    }

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return copies.stream()
                .filter(copy -> copy.watch().equals(watch) && copy.chatId() == chatId && copy.messageId() == messageId)
                .findFirst();
    }

    @Override
    public Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return Stream.concat(Stream.ofNullable(underWay.get(destination)), lane(destination).stream())
                .filter(item -> item.jobs.stream()
                        .anyMatch(job -> job.watch().equals(watch)
                                && job.payload() instanceof Payload.Relay relay
                                && relay.chatId() == chatId
                                && relay.messageId() == messageId))
                .map(item -> item.due)
                .findFirst();
    }

    @Override
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    @Override
    public boolean keepText(String name, String text) {
        texts.put(name, text);
        texts.values().removeIf(String::isEmpty);
        return true;
    }

    private void firstThatFit(List<Job> jobs, Consumer<Job> taker) {
        boolean full = false;
        for (Job job : jobs) {
            full = full || !fits(List.of(job));
            if (full) {
                bury(job, DeadLetter.Reason.QUEUE_FULL, "no room in the queue", now());
            } else {
                taker.accept(job);
            }
        }
    }

    private void forgetEmptyLanes() {
        heldUntil.keySet().removeIf(lane -> waiting(lane) == 0);
        freedAt.keySet().removeIf(lane -> waiting(lane) == 0);
    }

    @Override
    public void release(long destination) {
        heldUntil.remove(destination);
        listener.run();
    }

    @Override
    public void move(long from, long to) {
        for (Item item : from == to ? List.<Item>of() : lane(from)) {
            item.open = item.open && openAlbum(to, item.album).isEmpty();
            item.lane = to;
            item.jobs.replaceAll(job -> job.to(to));
        }
        forgetEmptyLanes();
        listener.run();
    }

    @Override
    public int waiting(long destination) {
        return all().filter(item -> item.lane == destination)
                .mapToInt(item -> item.jobs.size())
                .sum();
    }

    @Override
    public int giveUp(long destination, int keep, String detail) {
        int kept = underWay.containsKey(destination)
                ? underWay.get(destination).jobs.size()
                : 0;
        int given = 0;
        for (Item item : lane(destination)) {
            if (given == 0 && kept + item.jobs.size() <= keep) {
                kept += item.jobs.size();
            } else {
                waiting.remove(item);
                given += item.jobs.size();
                item.jobs.forEach(job -> bury(job, DeadLetter.Reason.CHAT_UNUSABLE, detail, now()));
            }
        }
        forgetEmptyLanes();
        listener.run();
        return given;
    }

    @Override
    public void flush() {
        flushing = true;
        listener.run();
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public boolean begin(Delivery delivery) {
        return true;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void onChange(Runnable given) {
        listener = given;
    }

    @Override
    public Stats stats() {
        return Stats.empty()
                .with("pending", all().mapToInt(item -> item.jobs.size()).sum())
                .with("full_events", fullEvents)
                .with("dropped", dropped)
                .with("dead_letters", dead.size())
                .with("dead_letters_evicted", evicted);
    }

    @Override
    public DeadLetters deadLetters() {
        return list;
    }

    private final DeadLetters list = new DeadLetters() {

        @Override
        public int size() {
            return dead.size();
        }

        @Override
        public List<DeadLetter> list(long afterId, int limit) {
            return dead.stream()
                    .filter(letter -> letter.id() > afterId)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Retried retry(long id) {
            DeadLetter letter = list(id - 1, 1).stream()
                    .filter(found -> found.id() == id)
                    .findFirst()
                    .orElse(null);
            if (letter == null) {
                return Retried.UNKNOWN;
            }
            Job fresh = letter.job().with(Job.Tries.NONE);
            if (!fits(List.of(fresh))) {
                return Retried.FULL;
            }
            dead.remove(letter);
            add(fresh);
            listener.run();
            return Retried.QUEUED;
        }

        @Override
        public boolean discard(long id) {
            return dead.removeIf(letter -> letter.id() == id);
        }
    };
}
