package sluice.web.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sluice.api.Ownership;
import sluice.base.time.Timeline;
import sluice.control.part.FleetView;
import sluice.web.http.Request;

/** All bots as JSON: those with a problem first, then by name. This class is thread-safe. */
final class BotList {

    /** Bots on a page. */
    static final int PAGE = 100;

    private static final Comparator<BotRow> ORDER =
            Comparator.comparing((BotRow row) -> row.problems().isEmpty()).thenComparing(BotRow::name);

    private final FleetView fleet;
    private final Timeline timeline;

    BotList(FleetView fleet, Timeline timeline) {
        this.fleet = fleet;
        this.timeline = timeline;
    }

    /**
     * The bots that a request asks for.
     *
     * @param page a page of them, from 0; one beyond the last becomes the last; empty for all on one
     */
    ObjectNode json(Request request, Optional<Integer> page) {
        Optional<Map<String, Ownership.Owner>> owners = fleet.owners();
        List<BotRow> all = fleet.bots().stream()
                .map(bot -> BotRow.of(bot, owners.map(of -> of.get(bot.name()))))
                .sorted(ORDER)
                .toList();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("now", timeline.now().toEpochMilli()).put("shared", owners.isPresent());
        ArrayNode problems = root.putArray("problems");
        fleet.problems().forEach(problems::add);
        root.put("bots", all.size())
                .put(
                        "withProblems",
                        all.stream().filter(row -> !row.problems().isEmpty()).count());
        ObjectNode states = root.putObject("states");
        for (FleetView.State state : FleetView.State.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            states.put(
                    name, all.stream().filter(row -> row.state().equals(name)).count());
        }
        root.putObject("sums")
                .put("received", all.stream().mapToLong(BotRow::received).sum())
                .put("delivered", all.stream().mapToLong(BotRow::delivered).sum())
                .put("waiting", all.stream().mapToLong(BotRow::waiting).sum())
                .put("deadLetters", all.stream().mapToLong(BotRow::deadLetters).sum());

        String filter =
                request.query("filter").orElse("").toLowerCase(Locale.ROOT).strip();
        List<BotRow> matching =
                all.stream().filter(row -> row.name().contains(filter)).toList();
        int size = page.isPresent() ? PAGE : Math.max(1, matching.size());
        int last = Math.max(0, (matching.size() - 1) / size);
        int shown = Math.clamp(page.orElse(0), 0, last);
        root.put("matching", matching.size())
                .put("page", shown)
                .put("pages", last + 1)
                .put("first", (long) shown * size);
        ArrayNode rows = root.putArray("rows");
        matching.stream()
                .skip((long) shown * size)
                .limit(size)
                .forEach(row -> row.write(rows.addObject(), request.texts()));
        return root;
    }
}
