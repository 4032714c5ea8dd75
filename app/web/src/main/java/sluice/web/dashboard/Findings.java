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
 * The problems of the watches that somebody looks at, and the bot's own name. Telegram is asked behind the page, and the answer is there
 * when the page asks again. This class is thread-safe.
 */
public final class Findings {

    /** As many watches as stand on a few pages. */
    private static final int MAX = 200;

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Finding(List<RightsProblem> problems, long at) {}

    private final Rights rights;
    private final Ticker ticker;
    private final Background<Watch> background = new Background<>(this::find);

    @Bounded("MAX")
    private final Map<Watch, Finding> findings = BoundedMap.byUse(MAX);

    /** Findings of which nothing is known yet. */
    public Findings(Rights rights, Ticker ticker) {
        this.rights = rights;
        this.ticker = ticker;
    }

    /** The problems of a watch as far as they are known. */
    public List<RightsProblem> of(Watch watch) {
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

    /** The bot's own name; empty while it is not known. */
    public String botName() {
        return rights.knownName().orElse("");
    }
}
