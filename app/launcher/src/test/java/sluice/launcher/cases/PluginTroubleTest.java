package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plugins that hang, or whose names are taken: each is told of with its reason, and the bot forwards. */
@Timeout(60) // what hangs here must not hang the build
class PluginTroubleTest extends WithBot {

    private static final String HANG = "Trouble.hang();";

    private Path plugins;

    @BeforeEach
    void makeFolder() throws IOException {
        plugins = Files.createDirectories(dir.resolve("plugins"));
    }

    @Test
    void one_that_hangs_when_it_is_created_or_started_is_given_up_after_ten_seconds() {
        plugin("stuck", "", HANG, "", "");
        plugin("tardy", "", "", HANG, "");
        bot.configure(settings(), S_TO_A);
        CompletableFuture<Integer> ended = bot.run("run", "--config", bot.file().toString());
        bot.advanceUntil("the bot to listen", () -> bot.log().contains("listening on"));
        telegram.post(S, "in spite of it");
        awaitTexts(A, "in spite of it");

        assertEquals(1, bot.count("module stuck failed to create: it has not returned within 10 s"));
        assertEquals(1, bot.count("module tardy failed to start: it has not returned within 10 s"));
        assertEquals(2, bot.stat("modules", "failed"));
        assertEquals(Optional.of("failed create"), trouble("stuck"));
        assertEquals(Optional.of("failed start"), trouble("tardy"));
        bot.askToStop();
        bot.advanceUntil("the bot to stop", ended::isDone);
    }

    @Test
    void one_whose_figures_never_come_costs_a_second_once_and_cleanups_go_on() {
        plugin("mute", HANG, "", "", "");
        bot.start(settings(), S_TO_A);
        CompletableFuture<TestBot.Page> first = CompletableFuture.supplyAsync(() -> bot.get("/stats"));
        bot.advanceUntil("the first answer", first::isDone);
        assertEquals(200, first.join().status());

        assertFalse(bot.stats().has("mute"), "asked again, which costs no time");
        assertEquals(Optional.of("active stats"), trouble("mute"));
        bot.advance(Duration.ofMinutes(15));
        bot.awaitLog("🧹", 3);
        assertEquals(1, bot.count("module mute: stats failed (1 so far): it has not returned within 1 s"));
        assertEquals(3, bot.count("- mute: 0 removed"));
    }

    @Test
    void several_that_hang_when_they_are_closed_hold_up_the_end_for_two_seconds_together() {
        plugin("sticky", "", "", "", HANG);
        plugin("stickier", "", "", "", HANG);
        bot.start(settings(), S_TO_A);
        telegram.post(S, "before");
        awaitTexts(A, "before");
        var begin = bot.time.now();
        stopBot();

        assertEquals(1, bot.count("module sticky did not close in time"));
        assertEquals(1, bot.count("module stickier did not close in time"));
        assertTrue(Duration.between(begin, bot.time.now()).toMillis() < 3500);
        bot.startAgain();
        telegram.post(S, "after");
        awaitTexts(A, "before", "after");
    }

    @Test
    void one_that_returns_after_all_is_cleaned_again() {
        String slow = """
                @Provider(name = "slow")
                public class Slow implements Cleanable, StatsProvider {
                    private volatile ComponentContext context;
                    private volatile long begun;
                    @Override public void start(ComponentContext context) { this.context = context; }
                    @Override public CleanupResult clean(CleanupContext why) {
                        begun++;
                        while (begun == 1 && !java.nio.file.Files.exists(context.dataDir().resolve("go"))) {
                            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                        }
                        return new CleanupResult(begun);
                    }
                    @Override public Stats stats() { return Stats.empty().with("begun", begun); }
                }
                """;
        new Plugin(dir, "slow")
                .provider("Slow", slow, "Cleanable", "StatsProvider")
                .into(plugins);
        bot.start(settings());
        bot.advance(Duration.ofMinutes(5));
        bot.awaitStat("slow", "begun", begun -> begun == 1);
        bot.time.advance(Duration.ofSeconds(10));
        bot.awaitLog("- slow: cleanup still running");
        assertEquals(Optional.of("active clean"), trouble("slow"));

        write(dir.resolve("data/go"));
        bot.awaitLog("module slow: clean returned late");
        bot.advance(Duration.ofMinutes(5));
        bot.awaitLog("- slow: 2 removed");
    }

    @Test
    void a_name_that_is_taken_is_told_with_who_has_it() {
        plugin("first", "", "", "", "");
        new Plugin(dir.resolve("other"), "second")
                .provider("Second", bare("Second", "first"), "Cleanable")
                .into(plugins);
        new Plugin(dir, "third")
                .provider("Third", bare("Third", "worker"), "Cleanable")
                .into(plugins);
        new Plugin(dir, "fourth")
                .provider("Fourth", bare("Fourth", "lru"), "Cleanable")
                .into(plugins);
        new Plugin(dir.resolve("copy"), "first")
                .provider("First", bare("First", "copied"), "Cleanable")
                .into(plugins.resolve("nth"));
        new Plugin(dir.resolve("image"), "sluice.dedup")
                .provider("Fake", bare("Fake", "fake"), "Cleanable")
                .into(plugins);
        new Plugin(dir, "useless").type("Useless", "class Useless {}").into(plugins);

        bot.start(settings(), S_TO_A);
        telegram.post(S, "text");
        awaitTexts(A, "text");

        bot.awaitLog(
                "plugin second.jar is not used: discovery: its name is taken by `first` (first.First, from first.jar)");
        bot.awaitLog("plugin third.jar is not used: discovery: the name `worker` is the bot's own");
        bot.awaitLog("plugin fourth.jar is not used: discovery: its name is taken by `lru`");
        bot.awaitLog("plugin nth is not used: load: the plugin first.jar has a module `first`");
        bot.awaitLog("plugin sluice.dedup.jar is not used: load: the image has a module");
        bot.awaitLog("plugin useless.jar is not used: load: it provides nothing");
        assertEquals(6, bot.stat("modules", "failed"));
    }

    @Test
    void modules_shows_what_became_of_them_in_the_bot_that_runs() {
        plugin("fails", "throw new IllegalStateException(\"no figures\");", "", "", "");
        bot.start(settings());
        assertFalse(bot.stats().has("fails"));
        String shown = modules(0, "--url", bot.address());
        assertTrue(
                shown.matches(
                        "(?s).*- +fails +active +fails +1.0 +fails.jar +Cleanable,StatsProvider +stats: IllegalStateException: no figures.*"),
                shown);
    }

    @Test
    void modules_shows_what_cannot_even_be_created_when_no_bot_runs() {
        plugin("broken", "", "throw new IllegalStateException(\"not today\");", "", "");
        bot.configure(settings());
        String shown = modules(0, "--config", bot.file().toString());
        assertTrue(
                shown.matches(
                        "(?s).*- +broken +failed +broken +1.0 +broken.jar +Cleanable,StatsProvider +create: IllegalStateException: not today.*"),
                shown);
    }

    @Test
    void a_name_to_disable_that_is_not_there_may_be_a_slip() {
        plugin("noisy", "", "", "", "");
        bot.start(settings() + "\nmodules.disabled: [nosy]", S_TO_A);
        telegram.post(S, "text");
        awaitTexts(A, "text");
        bot.awaitLog("modules.disabled: there is no module `nosy`; did you mean `noisy`?");
        assertTrue(bot.stats().has("noisy"));
    }

    @Test
    void each_plugin_has_its_libraries_for_itself_and_they_need_no_descriptor() {
        greeter("greeter", 42);
        greeter("welcomer", 43);
        bot.start(settings());
        assertEquals(42, bot.stat("greeter", "greetings"));
        assertEquals(43, bot.stat("welcomer", "greetings"));
    }

    private void greeter(String name, int greetings) {
        Path folder = plugins.resolve(name);
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Path lib = new Plugin(dir.resolve(name + "-lib"), "greeting")
                .type("Hello", "public class Hello { public static long count() { return " + greetings + "; } }")
                .withoutDescriptor()
                .into(folder);
        new Plugin(dir, name)
                .requiring(lib, "greeting")
                .provider(type, """
                        @Provider(name = "%s")
                        public class %s implements StatsProvider {
                            @Override public Stats stats() {
                                return Stats.empty().with("greetings", greeting.Hello.count());
                            }
                        }
                        """.formatted(name, type), "StatsProvider")
                .into(folder);
    }

    private String modules(int code, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "modules";
        System.arraycopy(args, 0, all, 1, args.length);
        assertEquals(code, bot.run(all).join());
        return bot.output();
    }

    /** State and phase of the trouble with a module, as `/stats` tells it. */
    private Optional<String> trouble(String name) {
        return StreamSupport.stream(bot.stats().path("modules").path("troubles").spliterator(), false)
                .filter(module -> module.path("name").asText().equals(name))
                .map(module -> module.path("state").asText() + " "
                        + module.path("phase").asText())
                .findFirst();
    }

    private static String bare(String type, String name) {
        return """
                @Provider(name = "%s")
                public class %s implements Cleanable {
                    @Override public CleanupResult clean(CleanupContext context) { return CleanupResult.NOTHING; }
                }
                """.formatted(name, type);
    }

    /** A concern that has figures, with something to be done in each place. */
    private void plugin(String name, String stats, String constructor, String start, String close) {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        String body = """
                @Provider(name = "%s")
                public class %s implements Cleanable, StatsProvider {
                    public %2$s() { %s }
                    @Override public void start(ComponentContext context) { %s }
                    @Override public void close() { %s }
                    @Override public CleanupResult clean(CleanupContext context) { return CleanupResult.NOTHING; }
                    @Override public Stats stats() { if (Trouble.YES) { %s } return Stats.empty().with("size", 1); }
                }
                """.formatted(name, type, constructor, start, close, stats);
        new Plugin(dir, name)
                .provider(type, body, "Cleanable", "StatsProvider")
                .type("Trouble", """
                        class Trouble {
                            static final boolean YES = Boolean.parseBoolean("true");
                            static void hang() {
                                try {
                                    new java.util.concurrent.CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        }
                        """)
                .into(plugins);
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String settings() {
        return "plugins-dir: " + plugins;
    }
}
