package sluice.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import sluice.api.DeadLetter;
import sluice.host.Concern;
import sluice.host.cleanup.LogBlocks;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.ExitCode;
import sluice.simulator.Simulator;

/**
 * A bot of the demo, with the simulator that it talks to, what is posted there and what arrived. Once it has started all is for one
 * thread.
 */
final class DemoBot {

    private final String name;
    private final DemoPlan plan;
    private final Simulator simulator;
    private final Arrivals arrivals;
    private final CompletableFuture<Bot> running = new CompletableFuture<>();
    private Poster poster;
    private boolean done;
    private DemoVerdict verdict;

    /** A bot that does not run yet; {@code name} is empty for the only one of the process. */
    DemoBot(String name, DemoPlan plan, Simulator simulator) {
        this.name = name;
        this.plan = plan;
        this.simulator = simulator;
        arrivals = new Arrivals(plan);
        simulator.listen(arrivals);
    }

    /** The sum of a figure over all bots. */
    static long sum(List<DemoBot> bots, ToLongFunction<DemoBot> figure) {
        return bots.stream().mapToLong(figure).sum();
    }

    String name() {
        return name;
    }

    DemoPlan plan() {
        return plan;
    }

    Simulator simulator() {
        return simulator;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Takes the bot that has started; not one that starts after it, in its place. May be called by any thread. */
    void started(Bot bot) {
        running.complete(bot);
    }

    boolean hasStarted() {
        return running.isDone();
    }

    /** Posts one item, if that is possible now and there is one. */
    boolean step() {
        if (isOver()) {
            return false;
        }
        if (poster == null) {
            poster = new Poster(plan, simulator, arrivals, running.join());
        }
        boolean posted = poster.step();
        done = poster.done() && poster.idle();
        return posted;
    }

    /** The number of messages that were posted. */
    int posted() {
        return poster == null ? 0 : poster.posted();
    }

    boolean isAllPosted() {
        return poster != null && poster.done();
    }

    /** True if it has done all there was to do. */
    boolean isDone() {
        return done;
    }

    /** True if it has done all there was to do, or cannot go on. */
    boolean isOver() {
        return done || ended().isDone();
    }

    /** Completes when it cannot go on. */
    CompletableFuture<ExitCode> ended() {
        return running.join().ended();
    }

    /** Compares what was posted with what arrived. */
    void judge() {
        verdict = Check.of(plan, simulator.ledger(), arrivals);
    }

    /** The result of {@link #judge}. */
    DemoVerdict verdict() {
        return verdict;
    }

    boolean isGood() {
        return done && verdict.isGood();
    }

    /** What went wrong, a line each; {@code unfinished} is the line if it could go on, and has not done all. */
    List<String> complaints(String unfinished) {
        List<String> lines = new ArrayList<>();
        if (ended().isDone()) {
            lines.add("the bot ended by itself: " + ended().join());
        } else if (!done) {
            lines.add(unfinished);
        }
        lines.addAll(verdict.findings());
        // The process of several has closed the store of one that cannot go on.
        if (name.isEmpty() || !ended().isDone()) {
            for (DeadLetter letter : running.join().host().queue().deadLetters().list(0, Check.MOST_FINDINGS)) {
                lines.add("dead letter for " + letter.job().destination() + ": " + letter.reason() + ", "
                        + letter.detail());
            }
        }
        return name.isEmpty()
                ? lines
                : lines.stream().map(line -> name + ": " + line).toList();
    }

    /** Cleans its memory and tells of that and of its plugins: their authors want figures, and there is no time for the log to tell. */
    List<String> figures() throws InterruptedException {
        String cleaned =
                (name.isEmpty() ? "" : "[" + name + "] ") + running.join().cleanNow();
        Stream<String> plugins = running.join().host().concerns().stream()
                .filter(Concern::isPlugin)
                .map(plugin -> "- " + plugin.name() + ": "
                        + plugin.stats().map(LogBlocks::figures).orElse("no figures"));
        return Stream.concat(Stream.of(cleaned), plugins).toList();
    }

    /** Lets it work on without faults, and without anything being counted. */
    void release() {
        arrivals.end();
        simulator.clearFaults();
    }
}
