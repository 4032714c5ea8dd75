package sluice.host.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Stats;
import sluice.base.log.Sanitizer;
import sluice.base.text.Texts;
import sluice.host.status.Report;

/** Writes the blocks that an operator reads daily: after a cleanup, and the figures. */
public final class LogBlocks {

    private static final Logger LOG = LoggerFactory.getLogger(LogBlocks.class);

    private final Report report;
    private final Texts texts;

    /**
     * Blocks about a bot.
     *
     * @param report its figures
     * @param texts the language
     */
    public LogBlocks(Report report, Texts texts) {
        this.report = report;
        this.texts = texts;
    }

    /** Formats the result of a cleanup for the log. */
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
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("stats.title"));
        report.figures().forEach((name, stats) -> lines.add(texts.get("stats.line", name, figures(stats))));
        LOG.info(Sanitizer.MULTI_LINE, String.join("\n", lines));
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

    /**
     * Figures in one line.
     *
     * @param stats the figures
     * @return each with its name before it, by commas
     */
    public static String figures(Stats stats) {
        return stats.values().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }
}
