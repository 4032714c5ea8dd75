package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watches that are kept in the data directory, from the command to the message. */
class WatchesOfARunningBotTest extends WithBot {

    private static final String DURABLE = "modules.queue: sqlite";

    /** After this the bot has looked at them again. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private int watches(String... args) {
        List<String> all = new ArrayList<>(List.of("watches"));
        all.addAll(List.of(args));
        all.addAll(List.of("--config", bot.file().toString()));
        return bot.run(all.toArray(String[]::new)).join();
    }

    @Test
    void an_import_from_the_python_bot_works_at_once_and_after_a_restart() throws IOException {
        bot.start(DURABLE);
        telegram.post(S, "too early");
        bot.fence();
        String file = Files.writeString(
                        dir.resolve("watch_config.json"),
                        "{\"" + OWNER + "\": {\"k\": {\"source\": \"" + S + "\", \"dest\": \"" + A
                                + "\", \"blacklist\": [\"spam\"], \"preserve_forward_source\": false}}}")
                .toString();
        assertEquals(0, watches("import", file), bot::output);
        bot.time.advance(LOOK);
        bot.awaitLog("watches changed: 2 now");
        telegram.post(S, "spam");
        telegram.post(S, "news");
        awaitTexts(A, "news");

        bot.stop();
        bot.startAgain();
        telegram.post(S, "more");
        awaitTexts(A, "news", "more");
        assertEquals(1, bot.count("running: 2 watches of 2 chats"), bot::log);
        assertEquals(1, bot.count("watches changed"), bot::log);
    }

    @Test
    void what_the_queue_writes_is_no_change_of_watches() {
        bot.start(DURABLE, S_TO_A);
        telegram.post(S, "news");
        awaitTexts(A, "news");
        bot.advance(LOOK);
        bot.advance(LOOK);
        assertEquals(0, bot.count("watches changed"), bot::log);
    }

    @Test
    void a_watch_that_stands_in_the_file_too_sends_once_and_stays_when_it_leaves_the_file() {
        bot.start(DURABLE, S_TO_A);
        assertEquals(0, watches("import", bot.file().toString()), bot::output);
        bot.advance(LOOK);
        telegram.post(S, "one");
        bot.fence();
        awaitTexts(A, "one");

        bot.configure(DURABLE + " # and no watch");
        bot.time.advance(LOOK);
        bot.awaitLog("the edited configuration is in use");
        telegram.post(S, "two");
        awaitTexts(A, "one", "two");
        assertEquals(0, watches("list"));
        assertTrue(
                bot.output().lines().anyMatch(line -> line.startsWith("file:" + S) && line.endsWith("  data")),
                bot::output);
    }

    /** Without its watches it would let messages pass by and confirm them. */
    @Test
    void a_bot_whose_watches_cannot_be_read_does_not_start() {
        String repository = """
                @Provider(name = "bounded", section = "queue")
                public class Broken implements WatchRepository {
                    @Override public void start(ComponentContext context) { throw new SettingsException("no watches"); }
                    @Override public List<Watch> watches() { return List.of(); }
                    @Override public void save(Watch watch) {}
                    @Override public boolean remove(String id) { return false; }
                    @Override public void moved(long from, long to) {}
                    @Override public Map<Long, Long> moves() { return Map.of(); }
                    @Override public long version() { return 0; }
                }
                """;
        new Plugin(dir, "broken")
                .provider("Broken", repository, "WatchRepository")
                .into(dir.resolve("plugins"));
        bot.start("modules.queue: bounded\nplugins-dir: " + dir.resolve("plugins"), S_TO_A);
        assertEquals(2, bot.exitCode());
        String problem = "modules.queue: the watches of `bounded` are not available: start: no watches";
        assertEquals(1, bot.count(problem), bot::log);
        assertEquals(2, watches("list"));
        assertEquals(2, bot.count(problem), bot::log);
    }
}
