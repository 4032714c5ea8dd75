package sluice.web.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.text.Texts;
import sluice.control.part.FleetView;
import sluice.host.status.Health;
import sluice.host.status.Report;

/**
 * What the list says of a bot. Counts are those since the bot started, and 0 while it does not run.
 *
 * @param state what it does, in lower case
 * @param detail why it does not run; empty while it runs or another machine does
 * @param node the machine that runs it; empty for none, and where machines share no bots
 * @param since since when, in milliseconds of Unix time; 0 for not known
 * @param received messages that a watch sends
 * @param lastPoll when Telegram last answered, in milliseconds of Unix time; 0 for not yet
 */
record BotRow(
        String name,
        String state,
        String detail,
        String node,
        long since,
        List<Health.Problem> problems,
        long received,
        long delivered,
        long waiting,
        long deadLetters,
        long lastPoll) {

    static BotRow of(FleetView.Entry bot, Optional<Ownership.Owner> owner) {
        Map<String, Stats> figures =
                bot.view().map(view -> view.report().figures()).orElse(Map.of());
        return new BotRow(
                bot.name(),
                bot.state().name().toLowerCase(Locale.ROOT),
                bot.state() == FleetView.State.ELSEWHERE ? "" : bot.detail(),
                owner.map(Ownership.Owner::node).orElse(""),
                owner.map(of -> of.since().toEpochMilli()).orElse(0L),
                BotHealth.problems(bot),
                count(figures, "intake", "taken"),
                count(figures, "worker", "processed"),
                count(figures, "queue", "pending"),
                count(figures, "queue", "dead_letters"),
                bot.view().map(view -> view.health().lastPoll().toEpochMilli()).orElse(0L));
    }

    private static long count(Map<String, Stats> figures, String concern, String figure) {
        return Report.find(figures, concern, figure).map(Number::longValue).orElse(0L);
    }

    void write(ObjectNode json, Texts texts) {
        json.put("name", name)
                .put("state", state)
                .put("detail", detail)
                .put("node", node)
                .put("since", since);
        ArrayNode array = json.putArray("problems");
        problems.forEach(problem -> array.addObject()
                .put("name", problem.name())
                .put("text", texts.get("page.problem." + problem.name(), problem.detail())));
        json.put("received", received)
                .put("delivered", delivered)
                .put("waiting", waiting)
                .put("deadLetters", deadLetters)
                .put("lastPoll", lastPoll);
    }
}
