package sluice.app.filter;

import sluice.api.Watch;

/**
 * A watch with its filters and extract patterns compiled, made once and used for every message. Immutable and
 * thread-safe.
 *
 * @param watch the watch
 * @param filter which messages pass
 * @param extractor what is sent of them in {@link Watch.Mode#EXTRACT}
 */
public record CompiledWatch(Watch watch, Filter filter, Extractor extractor) {

    /**
     * Compiles a watch.
     *
     * @param watch the watch
     * @return the compiled watch
     * @throws FilterException when one of its keywords or expressions cannot be used
     */
    public static CompiledWatch of(Watch watch) {
        return new CompiledWatch(watch, Filter.of(watch.filters()), Extractor.of(watch.extractPatterns()));
    }
}
