package sluice.chat.stats;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Stats;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.base.text.Figures;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.chat.failed.FailedPart;
import sluice.control.watches.Watches;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.host.status.Status;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Keyboard.Button;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** The state of the bot: what an operator wants to know, with a chart of the last 24 hours. */
public final class StatsPart extends Part {

    /** Problems shown at most, each of at most {@link #MAX_PROBLEM} characters. */
    private static final int MAX_PROBLEMS = 3;

    private static final int MAX_PROBLEM = 120;

    private final Status status;
    private final Watches watches;
    private final Timeline timeline;

    public StatsPart(Status status, Watches watches, Timeline timeline) {
        super("s", "stats");
        this.status = status;
        this.watches = watches;
        this.timeline = timeline;
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        Map<String, Stats> figures = status.report().figures();
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, context.text("figures.title", uptime(figures)))
                .then("\n" + body(context, figures))
                .then(Styled.Style.PRE, HourChart.of(status.history(), timeline.now()));
        Keyboard keyboard = number(figures, "queue", "dead_letters") == 0
                ? Keyboard.NONE
                : new Keyboard(List.of(List.of(new Button(context.text("notice.button.failed"), FailedPart.OPEN))));
        return new ChatAnswer.Show(new Screen(text, keyboard));
    }

    private String body(RequestContext context, Map<String, Stats> figures) {
        List<Watch> all = watches.all();
        // A queue in memory has no other limit.
        String limit = Report.find(figures, "queue", "max_backlog").isPresent() ? "max_backlog" : "max_size";
        return String.join(
                "\n",
                health(context),
                "",
                context.text(
                        "figures.watches",
                        Figures.grouped(all.size()),
                        Figures.grouped(all.stream().filter(Watch::paused).count())),
                line(context, "figures.waiting", figures, "queue/pending", "queue/" + limit),
                line(context, "figures.delivered", figures, "worker/processed", "worker/skipped"),
                line(context, "figures.failed", figures, "worker/failed", "queue/dead_letters"),
                line(context, "figures.retried", figures, "worker/retried", "worker/flood_waits"),
                line(context, "figures.peers", figures, "peer/cached_peers", "peer/failed_peers"),
                line(
                        context,
                        "figures.remembered",
                        figures,
                        "dedup/message_cache_size",
                        "dedup/media_group_cache_size",
                        "state/active_users"),
                context.text(
                        "figures.memory",
                        megabytes(figures, "resident_bytes"),
                        megabytes(figures, "resident_peak_bytes"),
                        megabytes(figures, "heap_used_bytes"),
                        megabytes(figures, "heap_max_bytes")),
                "",
                context.text("figures.chart") + "\n");
    }

    private String health(RequestContext context) {
        List<Health.Problem> problems = status.health().problems();
        return problems.isEmpty()
                ? context.text("figures.well")
                : problems.stream()
                        .limit(MAX_PROBLEMS)
                        .map(problem -> "⚠️ " + DisplayText.cut(problem.toString(), MAX_PROBLEM))
                        .collect(Collectors.joining("\n"));
    }

    private static String line(RequestContext context, String key, Map<String, Stats> figures, String... names) {
        Object[] values = Stream.of(names)
                .map(name -> name.split("/", 2))
                .map(name -> Report.find(figures, name[0], name[1])
                        .map(figure -> Figures.grouped(figure.longValue()))
                        .orElse("?"))
                .toArray();
        return context.text(key, values);
    }

    private static long number(Map<String, Stats> figures, String concern, String name) {
        return Report.find(figures, concern, name).map(Number::longValue).orElse(0L);
    }

    private static String megabytes(Map<String, Stats> figures, String name) {
        return Figures.megabytes(number(figures, "jvm", name), 0);
    }

    private static String uptime(Map<String, Stats> figures) {
        return Figures.duration(Duration.ofSeconds(number(figures, "jvm", "uptime_seconds")));
    }
}
