package sluice.control.posts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.engine.rights.Rights;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/**
 * Where the posts of a copy request go, and how.
 *
 * @param forwards true to forward, false to copy
 */
record CopyWay(Target to, boolean forwards) {

    /** The way as it is now; empty when the watch is paused, gone, or has another source or kind. */
    static Optional<CopyWay> of(CopyRequest copyRequest, Router router) {
        return copyRequest.goesToWatch()
                ? watch(copyRequest, router)
                        .filter(watch -> watch.source() == copyRequest.source() && copiesWhole(watch))
                        .map(watch -> new CopyWay(
                                new Target(watch.destination(), watch.destinationTopic(), 0, watch.sending()),
                                watch.preserveSource()))
                : Optional.of(new CopyWay(new Target(copyRequest.user(), 0, 0), false));
    }

    private static Optional<Watch> watch(CopyRequest copyRequest, Router router) {
        return router.route(copyRequest.watch()).map(Route::watch);
    }

    /** True if a watch sends posts as they are, which is all that can be done with posts that the bot cannot read. */
    static boolean copiesWhole(Watch watch) {
        return !watch.record() && watch.mode() == Watch.Mode.FULL;
    }

    /** Copies or forwards some posts by one call. */
    Reply call(BotApi api, long source, List<Integer> posts) {
        return forwards ? api.forward(to, source, posts) : api.copy(to, source, posts);
    }

    /**
     * Why a chat of the watch cannot be used and what to do, as far as the rights of the bot say.
     *
     * @param detail Telegram's words, which stand for what is not known
     */
    static String reason(CopyRequest copyRequest, Router router, Rights rights, String detail) {
        Texts texts = Texts.of(copyRequest.language());
        Optional<Watch> watch = watch(copyRequest, router);
        watch.ifPresent(known -> {
            rights.changed(known.source());
            rights.changed(known.destination());
        });
        return watch.map(known -> rights.problems(known).stream()
                        .map(problem -> problem.text(texts))
                        .collect(Collectors.joining("\n")))
                .filter(known -> !known.isEmpty())
                .orElse(detail);
    }
}
