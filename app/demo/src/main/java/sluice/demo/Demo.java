package sluice.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.base.log.Warnings;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.SourceFile;
import sluice.control.part.FleetView;
import sluice.control.part.WebServer;
import sluice.control.part.WebServerFactory;
import sluice.host.HostException;
import sluice.host.cleanup.Heap;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.Fleet;
import sluice.launcher.bot.ProcessResources;
import sluice.launcher.bot.Version;
import sluice.simulator.Simulator;

/**
 * Runs whole bots, one or several, as {@code sluice run} does, against a Bot API simulator in this process, over real HTTP on 127.0.0.1:
 * posts messages, makes some calls fail, and checks by the simulator's records that every message that had to arrive did so
 * exactly once and in order. Used once, by one thread.
 */
final class Demo {

    /** The result of a demo. */
    enum Result {
        /** All that was expected arrived, once and in order, and nothing else. */
        GOOD,
        /** Something else arrived, or did not arrive. */
        BAD,
        /** It was asked to stop before its end. */
        STOPPED
    }

    /** The longest silence before the demo is over. It is longer than the time that a chat which failed is left alone. */
    static final Duration PATIENCE = Duration.ofSeconds(75);

    /** The wait before looking again whether more can be posted. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final DemoOptions options;
    private final Terminal screen;
    private final PrintStream err;
    private final Timeline timeline;
    private final CompletableFuture<Void> stop;
    private final Consumer<List<Simulator>> sabotage;

    @Bounded("DemoOptions.MAX_BOTS")
    private final List<DemoBot> bots = new ArrayList<>();

    private long start;

    /** A demo that ends early when {@code stop} completes. */
    Demo(DemoOptions options, Terminal screen, PrintStream err, Timeline timeline, CompletableFuture<Void> stop) {
        this(options, screen, err, timeline, stop, _ -> {});
    }

    /** With something that spoils the simulators of the bots, so that a test can see the demo fail. */
    Demo(
            DemoOptions options,
            Terminal screen,
            PrintStream err,
            Timeline timeline,
            CompletableFuture<Void> stop,
            Consumer<List<Simulator>> sabotage) {
        this.options = options;
        this.screen = screen;
        this.err = err;
        this.timeline = timeline;
        this.stop = stop;
        this.sabotage = sabotage;
    }

    /** Runs it, and prints more about the result. */
    Result run() throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("sluice-demo-");
        Files.createDirectory(dir.resolve("plugins"));
        try (Simulator server = open()) {
            screen.print(String.format(
                    Locale.ROOT,
                    "Messages: %,d. Channels: %,d. Bot API simulator: %s",
                    options.messages(),
                    DemoBot.sum(bots, bot -> bot.plan().lanes().size()),
                    server.uri()));
            // Before a plugin can use the server of the JDK, whose limits it sets.
            Optional<WebServerFactory> web = options.stay() ? WebServer.find() : Optional.empty();
            Path file = dir.resolve("sluice.yaml");
            Config config = Stage.config(options, bots, file);
            try (ProcessResources process = new ProcessResources(config, timeline, Heap.ofProcess())) {
                return bots.size() == 1 ? runOne(config, process, web) : runSeveral(file, config, process, web);
            }
        } finally {
            delete(dir);
        }
    }

    /** Sets the scene, and returns the server of the simulators. */
    private Simulator open() {
        bots.addAll(Stage.open(DemoPlan.each(options)));
        sabotage.accept(bots.stream().map(DemoBot::simulator).toList());
        return bots.getFirst().simulator();
    }

    private Result runOne(Config config, ProcessResources process, Optional<WebServerFactory> web)
            throws IOException, InterruptedException {
        DemoBot only = bots.getFirst();
        Bot bot = new Bot(config, process, () -> true);
        bot.start();
        try {
            only.started(bot);
            Result result = forward();
            if (web.isPresent() && result != Result.STOPPED) {
                only.release();
                try (Warnings warnings = Warnings.listen(timeline.clock());
                        WebServer server = web.get()
                                .start(
                                        config.http(),
                                        bot.view(warnings, Version.text()),
                                        new PhonePage(only.plan(), only.simulator()).pages())) {
                    screen.print("");
                    screen.print("Write posts and see their copies arrive:  " + address(server) + PhonePage.PATH);
                    screen.print("The dashboard:                            " + address(server) + "/");
                    screen.print("Ctrl-C ends the demo.");
                    CompletableFuture.anyOf(stop, bot.ended()).join();
                }
            }
            return result;
        } finally {
            bot.stop();
        }
    }

    private Result runSeveral(Path file, Config config, ProcessResources process, Optional<WebServerFactory> web)
            throws IOException, InterruptedException {
        Map<String, DemoBot> byName = bots.stream().collect(Collectors.toMap(DemoBot::name, Function.identity()));
        try (Warnings warnings = Warnings.listen(timeline.clock())) {
            Fleet fleet = new Fleet(
                    file,
                    SourceFile.Mark.of(file),
                    config,
                    Map.of(),
                    process,
                    warnings,
                    (bot, of) -> byName.get(of.bot()).started(bot));
            fleet.start();
            try {
                awaitStart(fleet, byName);
                Result result = forward();
                if (web.isPresent() && result != Result.STOPPED) {
                    bots.forEach(DemoBot::release);
                    try (WebServer server =
                            web.get().start(config.http(), fleet, config.language(), timeline, Version.text())) {
                        screen.print("");
                        screen.print("All bots, and the dashboard of each:  " + address(server) + "/");
                        screen.print("Ctrl-C ends the demo.");
                        stop.join();
                    }
                }
                return result;
            } finally {
                fleet.stop();
            }
        }
    }

    /** Waits until all bots have started. Why one cannot is why none can, since they share what was given on the command line. */
    private void awaitStart(Fleet fleet, Map<String, DemoBot> byName) throws InterruptedException {
        Alarm alarm = timeline.alarm();
        while (!stop.isDone() && !bots.stream().allMatch(DemoBot::hasStarted)) {
            for (FleetView.Entry entry : fleet.bots()) {
                if (!entry.detail().isEmpty() && !byName.get(entry.name()).hasStarted()) {
                    throw new HostException(List.of(entry.detail()));
                }
            }
            alarm.await(LOOK_AGAIN);
        }
    }

    private static String address(WebServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private Result forward() throws InterruptedException {
        start = timeline.ticker().nanos();
        post();
        Duration took = elapsed();
        screen.finish(progress(bots.stream().allMatch(DemoBot::isDone) ? "done" : "stopped"));
        if (stop.isDone()) {
            err.println("sluice demo: stopped after " + DemoBot.sum(bots, DemoBot::posted) + " of " + options.messages()
                    + " messages");
            return Result.STOPPED;
        }
        bots.forEach(DemoBot::judge);
        return new DemoReport(bots, took, screen, err).print(options.stay()) ? Result.GOOD : Result.BAD;
    }

    /** Posts until each bot has done all there was to do or cannot go on, or nothing moves. */
    private void post() throws InterruptedException {
        Alarm alarm = timeline.alarm();
        long moved = start;
        long before = 0;
        while (!stop.isDone() && !bots.stream().allMatch(DemoBot::isOver)) {
            boolean posted = false;
            for (DemoBot bot : bots) {
                posted |= bot.step();
            }
            long now = timeline.ticker().nanos();
            long arrived = arrived();
            if (posted || arrived != before) {
                moved = now;
                before = arrived;
            }
            screen.show(progress(bots.stream().allMatch(DemoBot::isAllPosted) ? "finishing" : "forwarding"));
            if (now - moved > PATIENCE.toNanos()) {
                return;
            }
            if (!posted) {
                alarm.await(LOOK_AGAIN);
            }
        }
    }

    private long arrived() {
        return DemoBot.sum(bots, bot -> bot.arrivals().total());
    }

    private DemoProgress progress(String phase) {
        long expected = DemoBot.sum(bots, bot -> bot.plan().totals().expected());
        return new DemoProgress(phase, arrived(), Math.max(1, expected), elapsed());
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
