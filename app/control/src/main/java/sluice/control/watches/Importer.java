package sluice.control.watches;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import sluice.api.Bounded;
import sluice.api.Watch;

/** Takes entries over, one by one: each as a whole or not at all. For one thread. */
public final class Importer {

    /** The outcome of an entry. */
    public enum Outcome {
        /** It was not there. */
        IMPORTED,
        /** One with its id was there, and was another one. */
        REPLACED,
        /** It was there. */
        UNCHANGED,
        /** It cannot be taken over. */
        REFUSED
    }

    /**
     * The result of an entry: of a refused one with the reason, of another with what it does, and what its owner should
     * know.
     */
    public record Result(Outcome outcome, String name, String detail, List<String> notes) {

        /** Takes a copy. */
        public Result {
            notes = List.copyOf(notes);
        }
    }

    @Bounded("what the repository holds")
    private final Map<String, Watch> known = new HashMap<>();

    @Bounded("what the repository remembers")
    private final Map<Long, Long> moves;

    @Bounded("the size of the configuration file")
    private final Set<String> fixed;

    private final Function<Watch, Optional<String>> objection;
    private final Consumer<Watch> save;

    /**
     * An importer beside the watches that are kept, and those of the configuration file, which go before them. An older
     * file names chats by the id from which they have moved. {@code objection} says why a watch cannot be had, though
     * it is written correctly; {@code save} is not called for those that are there already.
     */
    public Importer(
            List<Watch> kept,
            Map<Long, Long> moves,
            Set<String> fixed,
            Function<Watch, Optional<String>> objection,
            Consumer<Watch> save) {
        kept.forEach(watch -> known.put(watch.id(), watch));
        this.moves = Map.copyOf(moves);
        this.fixed = Set.copyOf(fixed);
        this.objection = objection;
        this.save = save;
    }

    /** Takes an entry over. When it cannot be kept, the exception says so, and nothing of it is. */
    public Result take(Entry entry) {
        return switch (entry) {
            case Entry.Wrong(String name, String reason) -> refused(name, reason);
            case Entry.Right right ->
                objection
                        .apply(right.watch())
                        .map(reason -> refused(right.name(), reason))
                        .orElseGet(() -> keep(right));
        };
    }

    private static Result refused(String name, String reason) {
        return new Result(Outcome.REFUSED, name, reason, List.of());
    }

    private Result keep(Entry.Right entry) {
        Watch watch = moved(entry.watch());
        List<String> notes = new ArrayList<>(entry.notes());
        if (!watch.equals(entry.watch())) {
            notes.add("a chat has another id now");
        }
        if (fixed.contains(watch.id())) {
            notes.add("the configuration file has a watch with this id, which goes before it");
        }
        Watch before = known.put(watch.id(), watch);
        if (!watch.equals(before)) {
            save.accept(watch);
        }
        Outcome outcome =
                before == null ? Outcome.IMPORTED : watch.equals(before) ? Outcome.UNCHANGED : Outcome.REPLACED;
        return new Result(
                outcome,
                entry.name(),
                watch.source() + " to " + (watch.record() ? "notes" : Long.toString(watch.destination())),
                notes);
    }

    private Watch moved(Watch watch) {
        return watch.between(
                moves.getOrDefault(watch.source(), watch.source()),
                moves.getOrDefault(watch.destination(), watch.destination()));
    }
}
