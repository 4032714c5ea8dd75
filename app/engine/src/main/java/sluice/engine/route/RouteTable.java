package sluice.engine.route;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.engine.steps.StepChain;

/** All watches at one moment, by id and by source. Immutable. */
final class RouteTable {

    /** More chats than this do not move while one process runs; the oldest move is forgotten. */
    private static final int MAX_MOVES = 1000;

    /** No queue is that large, and among many watches that feed each other there are very many ways. */
    private static final int MAX_PLACES = 10_000;

    @Bounded("one for each watch")
    private final Map<String, Route> byId;

    @Bounded("one for each watch")
    private final Map<Long, List<Route>> bySource;

    @Bounded("MAX_MOVES")
    private final Map<Long, Long> moves;

    @Bounded("one for each watch")
    private final Set<Long> skipRepeats;

    private final boolean needsDetails;
    private final boolean extracts;

    private RouteTable(List<Route> routes, Map<Long, Long> moves) {
        this.byId = routes.stream()
                .collect(toMap(route -> route.watch().id(), identity(), (_, later) -> later, LinkedHashMap::new));
        this.bySource =
                routes.stream().collect(groupingBy(route -> route.watch().source()));
        this.skipRepeats = routes.stream()
                .filter(route -> route.watch().sending().skipRepeats())
                .map(Route::lane)
                .collect(toSet());
        this.moves = moves;
        this.needsDetails = routes.stream()
                .anyMatch(route -> !route.steps().isEmpty() || route.watch().record());
        this.extracts = routes.stream().anyMatch(Route::extracts);
    }

    static RouteTable empty() {
        return new RouteTable(List.of(), Map.of());
    }

    RouteTable with(List<Watch> watches, Function<Watch, StepChain> steps) {
        List<Route> routes = watches.stream()
                .map(watch -> moved(watch, moves))
                .map(watch -> Route.of(watch, steps.apply(watch)))
                .toList();
        return new RouteTable(routes, moves);
    }

    /** True if any watch has steps or keeps notes. Only then more must be known of messages than what filters ask for. */
    boolean needsDetails() {
        return needsDetails;
    }

    /** True if any watch that sends to a lane skips repeats. */
    boolean skipsRepeatsTo(long lane) {
        return skipRepeats.contains(lane);
    }

    /** True if any watch sends matches in the place of a message. */
    boolean extracts() {
        return extracts;
    }

    RouteTable migrated(long from, long to) {
        Map<Long, Long> more = new LinkedHashMap<>(moves);
        // The configuration may still name the first of several ids.
        more.replaceAll((_, reached) -> reached == from ? to : reached);
        more.put(from, to);
        // A chat that is a destination under its new id must not lead back to the old one.
        more.remove(to);
        if (more.size() > MAX_MOVES) {
            more.remove(more.keySet().iterator().next());
        }
        List<Route> routes = byId.values().stream()
                .map(route -> route.with(moved(route.watch(), more)))
                .toList();
        return new RouteTable(routes, Collections.unmodifiableMap(more));
    }

    /** The present id of a chat, as far as it is known to have moved. */
    Optional<Long> movedTo(long chat) {
        return Optional.ofNullable(moves.get(chat));
    }

    Optional<Route> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Route> from(long source) {
        return bySource.getOrDefault(source, List.of());
    }

    List<Route> all() {
        return List.copyOf(byId.values());
    }

    /**
     * True if a message that has come a long way reaches the destination of a route from another of its chats, first in
     * the order of ways from where it began. So each destination gets one copy, by whichever way.
     */
    boolean leadsThereOtherwise(Route route, Arrival arrival, Predicate<Route> passes) {
        List<Long> reached = new ArrayList<>(arrival.visited().subList(0, 1));
        for (int i = 0; i < reached.size() && reached.size() < MAX_PLACES; i++) {
            long chat = reached.get(i);
            if (chat == arrival.chatId()) {
                return false;
            }
            for (Route other : from(chat)) {
                if (passes.test(other)) {
                    if (other.lane() == route.lane() && other.destinationTopic() == route.destinationTopic()) {
                        return true;
                    }
                    // What arrives protected goes no further.
                    if (!reached.contains(other.lane())
                            && !other.watch().sending().protect()) {
                        reached.add(other.lane());
                    }
                }
            }
        }
        return false;
    }

    /**
     * The most places in the queue that a message needs, from the moment it waits for a chat until all that it triggers there is done.
     * While it waits it needs one; once it is sent, what it triggers needs theirs at the same time.
     */
    int places(long destination, List<Long> visited) {
        List<Long> way = new ArrayList<>(visited);
        way.add(destination);
        int followers = 0;
        if (way.size() <= Arrival.MAX_HOPS) {
            for (Route next : from(destination)) {
                long reached = next.lane();
                if (!way.contains(reached) && followers < MAX_PLACES) {
                    followers += places(reached, way);
                }
            }
        }
        return Math.max(1, followers);
    }

    private static Watch moved(Watch watch, Map<Long, Long> moves) {
        long source = moves.getOrDefault(watch.source(), watch.source());
        long destination = moves.getOrDefault(watch.destination(), watch.destination());
        return source == watch.source() && destination == watch.destination()
                ? watch
                : watch.between(source, destination);
    }
}
