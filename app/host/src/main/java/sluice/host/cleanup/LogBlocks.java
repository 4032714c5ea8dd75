package sluice.host.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import sluice.api.Stats;
import sluice.base.log.Sanitizer;
import sluice.base.text.Figures;
import sluice.base.text.Texts;
import sluice.host.status.Report;

/**
 * Writes what an operator reads daily: a block after each cleanup, and a line of figures, at debug with all of them. Where a process
 * has several bots all of it is at debug, and a line about all bots takes its place.
 */
public final class LogBlocks {

    private static final Logger LOG = LoggerFactory.getLogger(LogBlocks.class);

    private final Report report;
    private final Texts texts;
    private final Level level;

    /**
     * Blocks about a bot.
     *
     * @param only whether it is the only one of the process
     */
    public LogBlocks(Report report, Texts texts, boolean only) {
        this.report = report;
        this.texts = texts;
        this.level = only ? Level.INFO : Level.DEBUG;
    }

    /** Logs the result of a cleanup. A thousand bots clean every 0.3 s, so that nothing is made that is not logged. */
    void log(CleanupRun run) {
        LOG.atLevel(level).addMarker(Sanitizer.MULTI_LINE).log(() -> cleanup(run));
    }

    String cleanup(CleanupRun run) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("cleanup.done"));
        lines.add(size("cleanup.messages", "dedup", "message_cache_size"));
        lines.add(size("cleanup.groups", "dedup", "media_group_cache_size"));
        lines.add(size("cleanup.users", "state", "active_users"));
        lines.add(size("cleanup.peers", "peer", "cached_peers"));
        lines.add(size("cleanup.failed", "peer", "failed_peers"));
        run.results().stream().map(this::line).forEach(lines::add);
        return String.join("\n", lines);
    }

    /** The log line for a cleanup under memory pressure, ahead of its time. */
    String pressure(double used) {
        return texts.get("cleanup.pressure", Math.round(100 * used));
    }

    void statistics() {
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        Map<String, Stats> figures = report.figures();
        LOG.atLevel(level)
                .log(texts.get(
                        "stats.short",
                        figure(figures, "intake", "taken"),
                        figure(figures, "worker", "processed"),
                        figure(figures, "worker", "skipped"),
                        figure(figures, "worker", "failed"),
                        figure(figures, "queue", "pending"),
                        figure(figures, "queue", "dead_letters")));
        if (LOG.isDebugEnabled()) {
            List<String> lines = new ArrayList<>();
            lines.add(texts.get("stats.title"));
            figures.forEach((name, stats) -> lines.add(texts.get("stats.line", name, figures(stats))));
            LOG.debug(Sanitizer.MULTI_LINE, String.join("\n", lines));
        }
    }

    private static String figure(Map<String, Stats> figures, String concern, String name) {
        return Report.find(figures, concern, name)
                .map(value -> Figures.grouped(value.longValue()))
                .orElse("?");
    }

    private String size(String key, String concern, String figure) {
        return texts.get(
                key, report.figure(concern, figure).map(String::valueOf).orElse("?"));
    }

    private String line(CleanupRun.Result result) {
        return switch (result.state()) {
            case CLEANED ->
                texts.get(
                        "cleanup.removed",
                        result.concern(),
                        result.removed(),
                        result.took().toMillis());
            case FAILED -> texts.get("cleanup.failure", result.concern());
            case HUNG -> texts.get("cleanup.hung", result.concern());
        };
    }

    /** Figures in one line, each with its name before it, separated by commas. */
    public static String figures(Stats stats) {
        return stats.values().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }
}
