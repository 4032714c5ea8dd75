package sluice.engine.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sluice.api.Album;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.content.Details;
import sluice.config.filter.FilterException;
import sluice.config.filter.MessageTexts;
import sluice.config.filter.Verdict;
import sluice.engine.steps.StepChain;
import sluice.engine.steps.StepMessages;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;

/** Finds the watches of an arrival and makes jobs of them. This class is thread-safe; watches are replaced as a whole. */
public final class Router {

    /** The bot's own messages that are remembered. Telegram puts them into the group of a discussion within seconds. */
    private static final int REMEMBERED = 1000;

    private record Place(long chatId, int messageId) {}

    @Bounded("REMEMBERED, the oldest goes first")
    private final Map<Place, List<Long>> ways = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, List<Long>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private volatile RouteTable table = RouteTable.empty();
    private volatile Migration onMigration = (_, _) -> {};

    /** Is told of chats that have a new id. */
    @FunctionalInterface
    public interface Migration {

        /**
         * A chat has a new id.
         *
         * @param from the old id
         * @param to the new id
         */
        void moved(long from, long to);
    }

    /**
     * Asks to be told of migrations from now on.
     *
     * @param listener called by the thread that learns of it
     */
    public void onMigration(Migration listener) {
        onMigration = listener;
    }

    /**
     * Takes other watches from now on.
     *
     * @param watches all of them
     * @param steps prepares the steps of a watch; when it throws, the watches stay as they are
     */
    public synchronized void replace(List<Watch> watches, Function<Watch, StepChain> steps) {
        table = table.with(watches, steps);
    }

    /**
     * The reason why a watch cannot be applied. It is one of its keywords or expressions, which were checked when they were entered, but
     * perhaps by another version.
     *
     * @param watch the watch
     * @return what is wrong with it; empty when nothing is
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
     * Rewrites the watches of a chat that has a new id. They stay rewritten when watches are replaced.
     *
     * @param from the old id
     * @param to the new id
     * @return {@code false} when that leads back to where the chat was before, so that nothing is changed
     */
    public synchronized boolean migrate(long from, long to) {
        boolean leadsOn = from != to && movedTo(to).filter(id -> id == from).isEmpty();
        if (leadsOn) {
            table = table.migrated(from, to);
            onMigration.moved(from, to);
        }
        return leadsOn;
    }

    /**
     * The chat that a chat has moved to.
     *
     * @param chatId its id
     * @return its newest id; empty when it is not known to have moved
     */
    public Optional<Long> movedTo(long chatId) {
        return table.movedTo(chatId);
    }

    /**
     * A watch by its id.
     *
     * @param watchId the id
     * @return empty when there is none, or it is paused
     */
    public Optional<Route> route(String watchId) {
        return table.byId(watchId).filter(route -> !route.watch().paused());
    }

    /**
     * The watches of a chat.
     *
     * @param chatId the source
     * @return its watches, perhaps none
     */
    public List<Route> routesFrom(long chatId) {
        return table.from(chatId);
    }

    /**
     * The owners of the watches that send to a chat.
     *
     * @param chatId the destination
     * @return their ids without repeats
     */
    public Set<Long> ownersSendingTo(long chatId) {
        Set<Long> owners = new HashSet<>();
        table.all().stream()
                .map(Route::watch)
                .filter(watch -> !watch.record() && watch.destination() == chatId)
                .forEach(watch -> owners.add(watch.owner()));
        return owners;
    }

    /**
     * The destinations of the watches.
     *
     * @return the ids of the chats without repeats
     */
    public Set<Long> destinations() {
        Set<Long> destinations = new HashSet<>();
        table.all().stream().filter(route -> !route.watch().record()).forEach(route -> destinations.add(route.lane()));
        return destinations;
    }

    /**
     * A message of ours stands in a chat; remembered for a while, since Telegram may put it into the group where that chat is discussed.
     *
     * @param chatId the chat's id
     * @param messageIds its ids there
     * @param visited where it has been before
     */
    public void copied(long chatId, List<Integer> messageIds, List<Long> visited) {
        List<Long> way = new ArrayList<>(visited);
        way.add(chatId);
        synchronized (ways) {
            messageIds.forEach(id -> ways.put(new Place(chatId, id), way));
        }
    }

    /**
     * The chats in which a message has been, up to the one in which it stands.
     *
     * @param chatId the chat's id
     * @param messageId its id there
     * @return the chats in order, the one in which it stands last
     */
    public List<Long> wayOf(long chatId, int messageId) {
        synchronized (ways) {
            return List.copyOf(ways.getOrDefault(new Place(chatId, messageId), List.of(chatId)));
        }
    }

    /**
     * Plans the jobs that an arrival triggers. The members of an album are not judged here: an album is judged as a whole, when it is sent.
     *
     * @param arrival the arrival
     * @param now the present moment, from which delays count
     * @return the jobs, and why others are left out
     */
    public Plan plan(Arrival arrival, Instant now) {
        List<Job> jobs = new ArrayList<>();
        List<Plan.Skipped> skipped = new ArrayList<>();
        RouteTable current = table;
        MessageTexts texts = MessageTexts.of(arrival.text());
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
        if (arrival.mediaGroup().isPresent()) {
            return Optional.empty();
        }
        return refusal(route, texts).or(() -> dropped(route, arrival));
    }

    /** True if a watch takes a message as it is, for certain. An uncertain match must not keep another watch from taking it. */
    private static boolean passes(Route route, Arrival arrival, MessageTexts texts) {
        Watch watch = route.watch();
        boolean judged = arrival.mediaGroup().isEmpty()
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

    /** The refusal that can be told now; others are told when the message is sent. */
    private static Optional<Refusal> dropped(Route route, Arrival arrival) {
        return arrival.details()
                .filter(_ -> !route.entry().isEmpty())
                .map(details -> StepMessages.of(arrival.chatId(), arrival.messageId(), arrival.text(), details))
                .map(message -> route.entry().run(route.seen(List.of(message))))
                .flatMap(result -> result instanceof StepChain.Result.Dropped(Refusal refusal)
                        ? Optional.of(refusal)
                        : Optional.empty());
    }

    /**
     * True if any watch has steps or keeps notes, for which more must be known of messages.
     *
     * @return {@code false} when none has
     */
    public boolean needsDetails() {
        return table.needsDetails();
    }

    /**
     * The reason why a message does not pass the filters of a watch.
     *
     * @param route the watch
     * @param texts its text or caption; of an album all captions
     * @return empty when it passes
     */
    public static Optional<Refusal> refusal(Route route, List<String> texts) {
        return refusal(route, MessageTexts.of(texts));
    }

    private static Optional<Refusal> refusal(Route route, MessageTexts texts) {
        Verdict verdict = route.judge(texts);
        if (!verdict.passes()) {
            return Optional.of(Refusal.of(
                    switch (verdict.rule()) {
                        case BLACKLIST, BLACKLIST_REGEX -> SkipReason.BLACKLISTED;
                        case WHITELIST, WHITELIST_REGEX, NONE -> SkipReason.NOT_WHITELISTED;
                    }));
        }
        return route.extracts() && route.extract(texts.written()).isBlank()
                ? Optional.of(Refusal.of(SkipReason.NOTHING_EXTRACTED))
                : Optional.empty();
    }

    private static Job job(RouteTable current, Route route, Arrival arrival, Instant now) {
        Watch watch = route.watch();
        Optional<Album> album = arrival.mediaGroup()
                .map(group -> new Album(watch.id() + "|" + arrival.chatId() + "|" + group.key(), group.quiet()));
        return new Job(
                watch.id(),
                route.lane(),
                watch.record() ? 0 : watch.destinationTopic(),
                new Payload.Relay(
                        arrival.chatId(),
                        arrival.messageId(),
                        arrival.replyTo(),
                        arrival.text(),
                        album,
                        details(current, route, arrival)),
                now.plus(watch.delay()),
                arrival.visited(),
                current.places(route.lane(), arrival.visited()) - 1,
                Job.Tries.NONE);
    }

    /** Without steps, what is known is needed by edits and by what is sent in the place of a text. */
    private static String details(RouteTable current, Route route, Arrival arrival) {
        boolean always = current.needsDetails() || route.watch().syncEdits();
        return arrival.details()
                .filter(details -> always || (current.extracts() && details.hasPreview()))
                .map(details -> current.records() ? details : details.withoutFacts())
                .map(Details::json)
                .orElse("");
    }
}
