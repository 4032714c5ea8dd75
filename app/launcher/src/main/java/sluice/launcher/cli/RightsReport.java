package sluice.launcher.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.engine.rights.Rights;
import sluice.engine.rights.RightsProblem;

/** Tells which watches cannot work because of the bot's rights in their chats. */
final class RightsReport {

    /** The time for asking: with hundreds of watches the others are left to be noticed when they fail. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private RightsReport() {}

    /**
     * Asks for each watch, as far as there is time.
     *
     * @param watches the watches; paused ones are not asked for
     * @param timeline limits it to {@link #LIMIT}
     * @param goOn asked before each watch; {@code false} ends it
     * @param out is given a line for each problem, and one when some were not asked for
     * @return how many watches have problems
     */
    static int tell(
            List<Watch> watches,
            Rights rights,
            Texts texts,
            Timeline timeline,
            BooleanSupplier goOn,
            Consumer<String> out) {
        long start = timeline.ticker().nanos();
        int wrong = 0;
        for (int i = 0; i < watches.size() && goOn.getAsBoolean(); i++) {
            if (timeline.ticker().nanos() - start > LIMIT.toNanos()) {
                out.accept(unchecked(watches.size() - i, "Telegram takes long"));
                break;
            }
            Watch watch = watches.get(i);
            List<RightsProblem> problems = watch.paused() ? List.of() : rights.problems(watch);
            problems.forEach(problem -> out.accept("watch " + watch.source() + " to "
                    + (watch.record() ? "notes" : watch.destination()) + ": " + problem.text(texts)));
            wrong += problems.isEmpty() ? 0 : 1;
            Duration pause = rights.pause();
            if (!pause.isZero()) {
                out.accept(unchecked(
                        watches.size() - i,
                        "Telegram wants no more calls for "
                                + pause.plusNanos(999_999_999).toSeconds() + " s"));
                break;
            }
        }
        return wrong;
    }

    private static String unchecked(int count, String reason) {
        return "the rights of " + count + " more watches were not checked: " + reason
                + "; the chat and the dashboard check them when they show them";
    }
}
