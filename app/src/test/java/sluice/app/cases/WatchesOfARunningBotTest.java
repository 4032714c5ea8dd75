package sluice.app.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watches that are kept in the data directory, from the command to the message. */
class WatchesOfARunningBotTest {

    private static final String DURABLE = "modules.queue: sqlite";
    private static final Duration LOOK = Duration.ofSeconds(2);

    @TempDir
    private Path dir;

    private static int watches(TestBot bot, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "watches";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--config";
        all[args.length + 2] = bot.file().toString();
        return bot.run(all).join();
    }

    private String file(String text) throws IOException {
        return Files.writeString(dir.resolve("watch_config.json"), text).toString();
    }

    @Test
    void an_import_from_the_python_bot_works_at_once_and_after_a_restart() throws IOException {
        try (TestBot bot = new TestBot(dir).start(DURABLE)) {
            bot.telegram.post(TestBot.S, "too early");
            bot.fence();
            String file = file("{\"4711\": {\"k\": {\"source\": \"" + TestBot.S + "\", \"dest\": \"" + TestBot.A
                    + "\", \"blacklist\": [\"spam\"], \"preserve_forward_source\": false}}}");
            assertEquals(0, watches(bot, "import", file), bot::output);
            bot.time.advance(LOOK);
            bot.awaitLog("watches were changed: 2 now");
            bot.telegram.post(TestBot.S, "spam");
            bot.telegram.post(TestBot.S, "news");
            bot.telegram.awaitDelivered(TestBot.A, 1);
            bot.fence();
            assertEquals(1, bot.telegram.delivered(TestBot.A).size());
            bot.stop();
            bot.startAgain();
            bot.telegram.post(TestBot.S, "more news");
            bot.telegram.awaitDelivered(TestBot.A, 2);
            assertEquals(1, bot.count("watches were changed"), bot::log);
        }
    }

    @Test
    void the_bot_works_on_without_looking_at_watches_again() throws IOException {
        try (TestBot bot =
                new TestBot(dir).start(DURABLE, "{source: " + TestBot.S + ", destination: " + TestBot.A + "}")) {
            bot.telegram.post(TestBot.S, "news");
            bot.telegram.awaitDelivered(TestBot.A, 1);
            bot.advance(LOOK);
            bot.advance(LOOK);
            assertEquals(0, bot.count("watches were changed"), bot::log);
        }
    }

    @Test
    void a_watch_that_stands_in_the_file_too_sends_once() throws IOException {
        String watch = "{source: " + TestBot.S + ", destination: " + TestBot.A + "}";
        try (TestBot bot = new TestBot(dir).start(DURABLE, watch)) {
            assertEquals(0, watches(bot, "import", bot.file().toString()), bot::output);
            bot.advance(LOOK);
            bot.telegram.post(TestBot.S, "news");
            bot.telegram.awaitDelivered(TestBot.A, 1);
            bot.fence();
            assertEquals(1, bot.telegram.delivered(TestBot.A).size());
            bot.configure(DURABLE);
            bot.advance(LOOK);
            bot.awaitLog("the edited configuration is taken over");
            bot.telegram.post(TestBot.S, "news of the one that is kept");
            bot.telegram.awaitDelivered(TestBot.A, 2);
            assertEquals(0, watches(bot, "list"));
            assertTrue(bot.output()
                    .lines()
                    .anyMatch(line -> line.startsWith("file:" + TestBot.S) && line.endsWith("data")));
        }
    }
}
