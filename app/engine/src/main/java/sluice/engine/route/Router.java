package sluice.engine.route;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import sluice.api.Album;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.MessageDetails;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.config.filter.FilterException;
import sluice.config.filter.MessageTexts;
import sluice.config.filter.Verdict;
import sluice.engine.steps.StepChain;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;

/** Finds the watches of an arrival and makes jobs of them. This class is thread-safe; watches are replaced as a whole. */
public final class Router {

    /** The bot's own messages that are remembered. Telegram puts them into the group of a discussion within seconds. */
    private static final int REMEMBERED = 1000;

    private record Place(long chatId, int messageId) {}

    /** The chats that each message has visited before the one in which it stands. */
    @Bounded("REMEMBERED, the oldest goes first")
    private final Map<Place, List<Long>> visits = BoundedMap.byAge(REMEMBERED);

    /** Equal lists of chats are one list: most messages have visited the same few. */
    @Bounded("REMEMBERED, the oldest goes first")
    private final Map<List<Long>, List<Long>> shared = BoundedMap.byUse(REMEMBERED);

    private volatile RouteTable table = RouteTable.empty();
    private volatile BiConsumer<Long, Long> onMigration = (_, _) -> {};

    /** Sets the listener to migrations, the old id and the new one; called by the thread that learns of one. */
    public void onMigration(BiConsumer<Long, Long> listener) {
        onMigration = listener;
    }

    /**
     * Takes other watches from now on. When the steps of one cannot be prepared, that is thrown and the watches stay as
     * they are.
     */
    public synchronized void replace(List<Watch> watches, Function<Watch, StepChain> steps) {
        table = table.with(watches, steps);
    }

    /**
     * The reason why a watch cannot be applied. It is one of its keywords or expressions, which were checked when they
     * were entered, but perhaps by another version. Returns what is wrong with it; empty when nothing is.
     */
    public static Optional<String> problem(Watch watch) {
        try {
            Route.of(watch, StepChain.NONE);
            return Optional.empty();
        } catch (FilterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Rewrites the watches of a chat that has a new id. They stay rewritten when watches are replaced. Returns {@code
     * false} when that leads back to where the chat was before, so that nothing is changed.
     */
    public synchronized boolean migrate(long from, long to) {
        boolean leadsOn = from != to && movedTo(to).filter(id -> id == from).isEmpty();
        if (leadsOn) {
            table = table.migrated(from, to);
            onMigration.accept(from, to);
        }
        return leadsOn;
    }

    /** The newest id of a chat; empty when it is not known to have moved. */
    public Optional<Long> movedTo(long chatId) {
        return table.movedTo(chatId);
    }

    /** A watch by its id; empty when there is none, or it is paused. */
    public Optional<Route> route(String watchId) {
        return table.byId(watchId).filter(route -> !route.watch().paused());
    }

    /** The watches of a chat, perhaps none. */
    public List<Route> routesFrom(long chatId) {
        return table.from(chatId);
    }

    /** The ids of the owners of the watches that send to a chat. */
    public Set<Long> ownersSendingTo(long chatId) {
        return table.all().stream()
                .map(Route::watch)
                .filter(watch -> !watch.record() && watch.destination() == chatId)
                .map(Watch::owner)
                .collect(toSet());
    }

    /** The ids of the chats that watches send to. */
    public Set<Long> destinations() {
        return table.all().stream()
                .map(Route::watch)
                .filter(watch -> !watch.record())
                .map(Watch::destination)
                .collect(toSet());
    }

    /**
     * A message of ours stands in a chat, after others that it has visited; remembered for a while, since Telegram may
     * put it into the group where that chat is discussed.
     */
    public void copied(long chatId, List<Integer> messageIds, List<Long> visited) {
        synchronized (visits) {
            List<Long> kept = shared.computeIfAbsent(List.copyOf(visited), same -> same);
            messageIds.forEach(id -> visits.put(new Place(chatId, id), kept));
        }
    }

    /** The chats in which a message has been, in order; the one in which it stands is the last. */
    public List<Long> wayOf(long chatId, int messageId) {
        synchronized (visits) {
            List<Long> way = new ArrayList<>(visits.getOrDefault(new Place(chatId, messageId), List.of()));
            way.add(chatId);
            return List.copyOf(way);
        }
    }

    /**
     * Plans the jobs that an arrival triggers, with delays from now on, and says why others are filtered. The members
     * of an album are not judged here: an album is judged as a whole, when it is sent.
     */
    public Plan plan(Arrival arrival, Instant now) {
        List<Job> jobs = new ArrayList<>();
        List<Plan.Skipped> skipped = new ArrayList<>();
        RouteTable current = table;
        MessageTexts texts = MessageTexts.of(arrival.message().text());
        for (Route route : current.from(arrival.chatId())) {
            if (route.watches(arrival)) {
                refusal(current, route, arrival, texts)
                        .ifPresentOrElse(
                                refusal -> skipped.add(
                                        new Plan.Skipped(route.watch().id(), refusal)),
                                () -> jobs.add(job(current, route, arrival, now)));
            }
        }
        return new Plan(jobs, skipped);
    }

    private static Optional<Refusal> refusal(RouteTable current, Route route, Arrival arrival, MessageTexts texts) {
        if (!arrival.mayGoTo(route.lane())
                || current.leadsThereOtherwise(route, arrival, other -> passes(other, arrival, texts))) {
            return Optional.of(Refusal.of(SkipReason.LOOP));
        }
        if (!arrival.copyable()
                && !route.extracts()
                && !route.watch().preserveSource()
                && !route.watch().record()) {
            return Optional.of(Refusal.of(SkipReason.NOT_COPYABLE));
        }
        if (arrival.message().album().isPresent()) {
            return Optional.empty();
        }
        return refusal(route, texts).or(() -> dropped(route, arrival));
    }

    /** True if a watch takes a message as it is, for certain. An uncertain match must not keep another watch from taking it. */
    private static boolean passes(Route route, Arrival arrival, MessageTexts texts) {
        Watch watch = route.watch();
        boolean judged = arrival.message().album().isEmpty()
                ? refusal(route, texts).isEmpty()
                : watch.filters().equals(Watch.Filters.NONE);
        return judged
                && !watch.paused()
                && !watch.record()
                && !route.extracts()
                && watch.topic() == 0
                && route.entry().isEmpty()
                && (arrival.copyable() || watch.preserveSource());
    }

    /** The refusal that is known now; others are when the message is sent. */
    private static Optional<Refusal> dropped(Route route, Arrival arrival) {
        Payload.Relay relay = arrival.message();
        return relay.details()
                .filter(_ -> !route.entry().isEmpty())
                .map(details -> Route.stepMessage(relay.chatId(), relay.messageId(), relay.text(), details))
                .map(message -> route.entry().run(route.seen(List.of(message))))
                .flatMap(result -> result instanceof StepChain.Result.Dropped(Refusal refusal)
                        ? Optional.of(refusal)
                        : Optional.empty());
    }

    /** True if any watch that sends to a lane skips repeats. */
    boolean skipsRepeatsTo(long lane) {
        return table.skipsRepeatsTo(lane);
    }

    /**
     * The reason why a text or caption, or all captions of an album, do not pass the filters of a watch; empty when
     * they do.
     */
    public static Optional<Refusal> refusal(Route route, List<String> texts) {
        return refusal(route, MessageTexts.of(texts));
    }

    private static Optional<Refusal> refusal(Route route, MessageTexts texts) {
        Verdict verdict = route.filter().judge(texts);
        if (!verdict.passes()) {
            SkipReason reason = switch (verdict.rule()) {
                case BLACKLIST, BLACKLIST_REGEX -> SkipReason.BLACKLISTED;
                case WHITELIST, WHITELIST_REGEX, NONE -> SkipReason.NOT_WHITELISTED;
            };
            return Optional.of(new Refusal(reason, "", verdict.text()));
        }
        return route.extracts() && route.extract(texts.written()).isBlank()
                ? Optional.of(Refusal.of(SkipReason.NOTHING_EXTRACTED))
                : Optional.empty();
    }

    private static Job job(RouteTable current, Route route, Arrival arrival, Instant now) {
        Watch watch = route.watch();
        Payload.Relay message = arrival.message();
        Optional<Album> album = message.album()
                .map(group -> new Album(watch.id() + "|" + message.chatId() + "|" + group.key(), group.quiet()));
        return new Job(
                watch.id(),
                route.lane(),
                route.destinationTopic(),
                new Payload.Relay(
                        message.chatId(),
                        message.messageId(),
                        message.replyTo(),
                        message.text(),
                        album,
                        details(current, route, message)),
                now.plus(watch.delay()),
                arrival.visited(),
                current.places(route.lane(), arrival.visited()) - 1,
                Job.Tries.NONE);
    }

    /** Without steps, what is known is needed by edits and by what is sent in the place of a text. */
    private static Optional<MessageDetails> details(RouteTable current, Route route, Payload.Relay message) {
        boolean all = current.needsDetails()
                || current.skipsRepeatsTo(route.lane())
                || route.watch().syncEdits();
        return message.details()
                .filter(details -> all || (current.extracts() && details.hasPreview()))
                .map(details -> all ? details : details.withoutFacts());
    }
}
