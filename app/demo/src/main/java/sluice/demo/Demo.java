package sluice.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sluice.api.DeadLetter;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.host.Concern;
import sluice.host.cleanup.Heap;
import sluice.host.cleanup.LogBlocks;
import sluice.host.status.ProcessMemory;
import sluice.launcher.bot.Bot;
import sluice.simulator.Simulator;

/**
 * Runs the whole bot, as {@code sluice run} does, against a Bot API simulator in this process, over real HTTP on 127.0.0.1:
 * posts messages, makes some calls fail, and checks by the simulator's records that every message that had to arrive did so
 * exactly once and in order. Used once, by one thread.
 */
public final class Demo {

    /** The result of a demo. */
    public enum Result {
        /** All that was expected arrived, once and in order, and nothing else. */
        GOOD,
        /** Something else arrived, or did not arrive. */
        BAD,
        /** It was asked to stop before its end. */
        STOPPED
    }

    /** The longest silence before the demo is over. It is longer than the time that a chat which failed is left alone. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /** The wait before looking again whether more can be posted. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final DemoPlan plan;
    private final DemoModules modules;
    private final Terminal screen;
    private final PrintStream err;
    private final Timeline timeline;
    private final CompletableFuture<Void> stop;
    private final Consumer<Simulator> sabotage;
    private Arrivals arrivals;
    private long start;

    /**
     * A demo.
     *
     * @param size how much it does
     * @param modules which modules the bot has
     * @param screen where it shows how it goes
     * @param err where it says what is wrong
     * @param timeline the source of time
     * @param stop completes when it is to end early
     */
    public Demo(
            DemoSize size,
            DemoModules modules,
            Terminal screen,
            PrintStream err,
            Timeline timeline,
            CompletableFuture<Void> stop) {
        this(size, modules, screen, err, timeline, stop, _ -> {});
    }

    /** With something that spoils the simulator, so that a test can see the demo fail. */
    Demo(
            DemoSize size,
            DemoModules modules,
            Terminal screen,
            PrintStream err,
            Timeline timeline,
            CompletableFuture<Void> stop,
            Consumer<Simulator> sabotage) {
        this.plan = DemoPlan.of(size);
        this.modules = modules;
        this.screen = screen;
        this.err = err;
        this.timeline = timeline;
        this.stop = stop;
        this.sabotage = sabotage;
    }

    /**
     * Runs it.
     *
     * @return how it ended; more about it was printed
     * @throws IOException when no temporary folder can be made
     * @throws InterruptedException when interrupted
     */
    public Result run() throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("sluice-demo-");
        Files.createDirectory(dir.resolve("plugins"));
        try (Simulator simulator = Stage.open(plan)) {
            arrivals = new Arrivals(plan);
            simulator.listen(arrivals);
            sabotage.accept(simulator);
            screen.print(String.format(
                    Locale.ROOT,
                    "Messages: %,d. Channels: %,d. Bot API simulator: %s",
                    plan.size().messages(),
                    plan.lanes().size(),
                    simulator.uri()));
            Bot bot = new Bot(Stage.config(plan, simulator, modules, dir), timeline, Heap.ofProcess());
            bot.start();
            try {
                return run(simulator, bot);
            } finally {
                bot.stop();
            }
        } finally {
            delete(dir);
        }
    }

    private Result run(Simulator simulator, Bot bot) throws InterruptedException {
        Poster poster = new Poster(plan, simulator, arrivals, bot);
        start = timeline.ticker().nanos();
        boolean ended = forward(poster, bot);
        Duration took = elapsed();
        screen.finish(progress(ended ? "done" : "stopped", took));
        if (stop.isDone()) {
            err.println("sluice demo: stopped after " + poster.posted() + " of "
                    + plan.size().messages() + " messages");
            return Result.STOPPED;
        }
        DemoVerdict verdict = Check.of(plan, simulator.ledger(), arrivals);
        screen.print("");
        screen.print(summary(poster, verdict, took).text());
        screen.print("");
        screen.print(bot.cleanNow());
        bot.host().concerns().stream()
                .filter(Concern::isPlugin)
                .map(Demo::figures)
                .forEach(screen::print);
        screen.print("");
        return told(verdict, ended, bot);
    }

    /** Returns true if the bot has done all there was to do. */
    private boolean forward(Poster poster, Bot bot) throws InterruptedException {
        Alarm alarm = timeline.alarm();
        long moved = start;
        long before = 0;
        while (!stop.isDone() && !bot.ended().isDone()) {
            boolean posted = poster.step();
            long now = timeline.ticker().nanos();
            if (posted || arrivals.total() != before) {
                moved = now;
                before = arrivals.total();
            }
            screen.show(progress(poster.done() ? "finishing" : "forwarding", elapsed()));
            if (poster.done() && poster.idle()) {
                return true;
            }
            if (now - moved > PATIENCE.toNanos()) {
                return false;
            }
            if (!posted) {
                alarm.await(LOOK_AGAIN);
            }
        }
        return false;
    }

    private Summary summary(Poster poster, DemoVerdict verdict, Duration took) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        DemoPlan.Totals totals = plan.totals();
        long rate = 1000 * verdict.delivered() / Math.max(1, took.toMillis());
        return new Summary()
                .add("messages posted", poster.posted(), "in " + plan.lanes().size() + " channels")
                .add("expected", verdict.expected(), "passed the filters; some go on to a second channel")
                .add("delivered", verdict.delivered(), "")
                .add("filtered", totals.filtered(), "must not arrive")
                .add("told twice", totals.repeated(), "must arrive once")
                .add("albums", verdict.albums(), "each in one call")
                .add("429 waits survived", arrivals.floodWaits(), "a second each")
                .add("retries", arrivals.serverErrors(), "after a 500")
                .add("chats that kicked the bot", totals.kicked() ? 1 : 0, "and took it back: what waited arrived")
                .add("lost", verdict.lost(), "")
                .add("doubled", verdict.doubled(), "")
                .add("out of order", verdict.outOfOrder(), "")
                .add("unexpected", verdict.unexpected(), "")
                .add("forwards/s", rate, "bot and simulator in one process")
                .add("time", Summary.seconds(took), "")
                .add(
                        "peak resident memory",
                        Summary.megabytes(ProcessMemory.now().peak()),
                        "of the whole process")
                .add("heap", Summary.megabytes(heap.getUsed()), "of at most " + Summary.megabytes(heap.getMax()));
    }

    private Result told(DemoVerdict verdict, boolean ended, Bot bot) {
        if (verdict.isGood() && ended) {
            screen.print("Every expected message arrived exactly once, and in order.");
            return Result.GOOD;
        }
        if (bot.ended().isDone()) {
            err.println("the bot ended by itself: " + bot.ended().join());
        } else if (!ended) {
            err.println("nothing moved for " + PATIENCE.toSeconds() + " s");
        }
        verdict.findings().forEach(err::println);
        for (DeadLetter letter : bot.host().queue().deadLetters().list(0, Check.MOST_FINDINGS)) {
            err.println(
                    "dead letter for " + letter.job().destination() + ": " + letter.reason() + ", " + letter.detail());
        }
        err.println("sluice demo: not every message arrived exactly once and in order");
        return Result.BAD;
    }

    /** An author of a plugin wants to see them; there is no time in a demo for the log to tell. */
    private static String figures(Concern plugin) {
        return "- " + plugin.name() + ": "
                + plugin.stats().map(LogBlocks::figures).orElse("no figures");
    }

    private DemoProgress progress(String phase, Duration elapsed) {
        return new DemoProgress(
                phase, arrivals.total(), Math.max(1, plan.totals().expected()), elapsed);
    }

    private Duration elapsed() {
        return Duration.ofNanos(timeline.ticker().nanos() - start);
    }

    private void delete(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            err.println("sluice demo: " + dir + " could not be deleted (" + e + "); nobody needs it any more");
        }
    }
}
