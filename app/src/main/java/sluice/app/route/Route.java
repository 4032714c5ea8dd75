package sluice.app.route;

import java.util.List;
import sluice.api.Watch;
import sluice.app.filter.Extractor;
import sluice.app.filter.Filter;
import sluice.app.filter.Verdict;

/**
 * A watch, ready to be applied.
 *
 * @param watch the watch
 * @param filter its filters, compiled
 * @param extractor its extract patterns, compiled
 */
public record Route(Watch watch, Filter filter, Extractor extractor) {

    static Route of(Watch watch) {
        return new Route(watch, Filter.of(watch.filters()), Extractor.of(watch.extractPatterns()));
    }

    /**
     * Judges a message.
     *
     * @param texts its text or caption; of an album all captions
     * @return the verdict, with the rule that decided
     */
    public Verdict judge(List<String> texts) {
        return filter.judge(texts);
    }

    /**
     * What is sent in extract mode.
     *
     * @param texts text or caption; of an album all captions
     * @return the matches, one per line without repeats; empty when there are none
     */
    public String extract(List<String> texts) {
        return extractor.extract(texts).orElse("");
    }

    /**
     * Whether matches are sent in place of the message.
     *
     * @return {@code true} in extract mode
     */
    public boolean extracts() {
        return watch.mode() == Watch.Mode.EXTRACT;
    }

    boolean watches(Arrival arrival) {
        return !watch.paused() && (watch.topic() == 0 || watch.topic() == arrival.topic());
    }

    static List<Route> all(List<Watch> watches) {
        return watches.stream().map(Route::of).toList();
    }
}
