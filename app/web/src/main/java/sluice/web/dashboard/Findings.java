package sluice.web.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Ticker;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.engine.rights.Rights;
import sluice.engine.rights.RightsProblem;

/**
 * The problems of the watches that somebody looks at. Telegram is asked behind the page, for the bot's own name too, and the answer is
 * there when the page asks again. This class is thread-safe.
 */
final class Findings {

    /** As many watches as stand on a few pages. */
    private static final int MAX = 200;

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Finding(List<RightsProblem> problems, long at) {}

    private final Rights rights;
    private final Ticker ticker;
    private final Background<Watch> background = new Background<>(this::find);

    @Bounded("MAX")
    private final Map<Watch, Finding> findings = BoundedMap.byUse(MAX);

    Findings(Rights rights, Ticker ticker) {
        this.rights = rights;
        this.ticker = ticker;
    }

    /** The problems of a watch as far as they are known. */
    List<RightsProblem> of(Watch watch) {
        Finding finding;
        synchronized (findings) {
            finding = findings.get(watch);
        }
        if (finding == null || ticker.nanos() - finding.at() > FRESH.toNanos()) {
            background.want(watch);
        }
        return finding == null ? List.of() : finding.problems();
    }

    private void find(Watch watch) {
        rights.learnName();
        Finding finding = new Finding(rights.problems(watch), ticker.nanos());
        synchronized (findings) {
            findings.put(watch, finding);
        }
    }
}
