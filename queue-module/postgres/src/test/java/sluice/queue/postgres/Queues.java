package sluice.queue.postgres;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sluice.api.ComponentContext;
import sluice.api.Settings;
import sluice.testkit.server.PrivatePostgres;

/** Queues for tests, each of a bot of its own in one database that was never analysed. */
final class Queues {

    private static final AtomicInteger BOTS = new AtomicInteger();

    private static String database;

    private Queues() {}

    /** The address of a database for all tests of this JVM. */
    static synchronized String url() {
        PrivatePostgres.require();
        PrivatePostgres server = PrivatePostgres.shared();
        if (database == null) {
            database = server.newDatabase();
        }
        return server.url(database);
    }

    static ComponentContext withDatabase(ComponentContext context, String bot) {
        Map<String, String> settings = new HashMap<>(context.settings().values());
        settings.put("url", url());
        settings.put("node", "here");
        return new ComponentContext(bot, new Settings(settings), context.clock(), context.ticker(), context.dataDir());
    }

    /** The context of a bot that runs in real time, but for a clock that may be wrong. */
    static ComponentContext context(String url, String node, String bot, Clock clock) {
        Map<String, String> settings = Map.of(
                "url", url,
                "node", node,
                "lease", "5s",
                "max-size", "1000",
                "max-backlog", "100000",
                "when-full", "wait",
                "max-dead-letters", "1000");
        return new ComponentContext(bot, new Settings(settings), clock, System::nanoTime, Path.of("target"));
    }

    /** A queue that runs in real time. */
    static PostgresQueue open(String url, String node, String bot) {
        PostgresQueue queue = new PostgresQueue();
        queue.start(context(url, node, bot, Clock.systemUTC()));
        return queue;
    }

    static String newBot() {
        return "bot-" + BOTS.incrementAndGet();
    }
}
