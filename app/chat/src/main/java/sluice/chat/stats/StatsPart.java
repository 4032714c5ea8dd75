package sluice.chat.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Stats;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.chat.chart.DayChart;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.Png;
import sluice.chat.dialog.RequestContext;
import sluice.chat.failed.FailedPart;
import sluice.engine.watches.Watches;
import sluice.host.status.Health;
import sluice.host.status.History;
import sluice.host.status.Series;
import sluice.host.status.Status;
import sluice.telegram.ChatCalls;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** The state of the bot: what an operator wants to know, as a block of words with a picture. */
public final class StatsPart implements Part {

    /** Problems shown at most, each of at most {@link #MAX_PROBLEM} characters. */
    private static final int MAX_PROBLEMS = 3;

    private static final int MAX_PROBLEM = 120;
    private static final long MEGABYTE = 1L << 20;

    private final Status status;
    private final Watches watches;
    private final Timeline timeline;

    public StatsPart(Status status, Watches watches, Timeline timeline) {
        this.status = status;
        this.watches = watches;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "s";
    }

    @Override
    public List<String> commands() {
        return List.of("stats");
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        Map<String, Stats> figures = status.report().figures();
        Texts texts = context.texts();
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, texts.get("figures.title", uptime(figures)))
                .then("\n" + DisplayText.cut(body(texts, figures), ChatCalls.MAX_CAPTION - 64));
        History history = status.history();
        Instant now = timeline.now();
        Png png = new Png(DayChart.png(history.curve(Series.WAITING, now), history.curve(Series.MEMORY, now)));
        return new ChatAnswer.Picture(png, new Screen(text, keyboard(texts, figures)));
    }

    private static Keyboard keyboard(Texts texts, Map<String, Stats> figures) {
        return number(figures, "queue", "dead_letters") == 0
                ? Keyboard.NONE
                : new Keyboard(
                        List.of(List.of(new Keyboard.Button(texts.get("notice.button.failed"), FailedPart.OPEN))));
    }

    private String body(Texts texts, Map<String, Stats> figures) {
        List<Watch> all = watches.all();
        long paused = all.stream().filter(Watch::paused).count();
        return String.join(
                "\n",
                health(texts),
                "",
                texts.get("figures.watches", all.size(), paused),
                line(texts, "figures.waiting", figures, "queue/pending", "queue/max_size"),
                line(texts, "figures.delivered", figures, "worker/processed", "worker/skipped"),
                line(texts, "figures.failed", figures, "worker/failed", "queue/dead_letters"),
                line(texts, "figures.retried", figures, "worker/retried", "worker/flood_waits"),
                line(texts, "figures.peers", figures, "peer/cached_peers", "peer/failed_peers"),
                line(
                        texts,
                        "figures.remembered",
                        figures,
                        "dedup/message_cache_size",
                        "dedup/media_group_cache_size",
                        "state/active_users"),
                texts.get(
                        "figures.memory",
                        megabytes(figures, "resident_bytes"),
                        megabytes(figures, "resident_peak_bytes"),
                        megabytes(figures, "heap_used_bytes"),
                        megabytes(figures, "heap_max_bytes")),
                "",
                texts.get("figures.picture"));
    }

    private String health(Texts texts) {
        List<Health.Problem> problems = status.health().problems();
        return problems.isEmpty()
                ? texts.get("figures.well")
                : String.join(
                        "\n",
                        problems.stream()
                                .limit(MAX_PROBLEMS)
                                .map(problem -> "⚠️ " + DisplayText.cut(problem.toString(), MAX_PROBLEM))
                                .toList());
    }

    private static String line(Texts texts, String key, Map<String, Stats> figures, String... names) {
        Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            String[] name = names[i].split("/", 2);
            values[i] = figure(figures, name[0], name[1]).map(String::valueOf).orElse("?");
        }
        return texts.get(key, values);
    }

    private static Optional<Number> figure(Map<String, Stats> figures, String concern, String name) {
        return Optional.ofNullable(figures.get(concern))
                .map(stats -> stats.values().get(name));
    }

    private static long number(Map<String, Stats> figures, String concern, String name) {
        return figure(figures, concern, name).map(Number::longValue).orElse(0L);
    }

    private static long megabytes(Map<String, Stats> figures, String name) {
        return number(figures, "jvm", name) / MEGABYTE;
    }

    private static String uptime(Map<String, Stats> figures) {
        Duration uptime = Duration.ofSeconds(number(figures, "jvm", "uptime_seconds"));
        return uptime.toDays() > 0
                ? uptime.toDays() + "d " + uptime.toHoursPart() + "h"
                : uptime.toHours() + "h " + uptime.toMinutesPart() + "m";
    }
}
