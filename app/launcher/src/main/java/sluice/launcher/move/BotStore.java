package sluice.launcher.move;

import java.util.Iterator;
import java.util.stream.Stream;
import sluice.api.StoreArchive;
import sluice.config.Config;
import sluice.host.ModuleHost;
import sluice.launcher.cli.Environment;

/**
 * What a bot keeps in one database, while a command has it.
 *
 * @param queue the name of the queue that keeps it
 */
record BotStore(Config config, String queue, StoreArchive archive) implements AutoCloseable {

    static String queue(Config config) {
        return config.modules().chosen().get("queue");
    }

    /**
     * Keeps the bot from running until it is closed.
     *
     * @throws sluice.host.HostException if the bot runs, or the database cannot be used
     */
    static BotStore open(Config config, String queue, Environment environment) {
        return new BotStore(config, queue, ModuleHost.archive(config, queue, environment.timeline()));
    }

    boolean equalRows(BotStore other) {
        try (Stream<String> mine = archive.read();
                Stream<String> others = other.archive.read()) {
            Iterator<String> a = mine.iterator();
            Iterator<String> b = others.iterator();
            // The first lines may have different times, and so the last ones different checksums.
            a.next();
            b.next();
            String line = "";
            String another = "";
            while (line.equals(another) && a.hasNext() && b.hasNext()) {
                line = a.next();
                another = b.next();
            }
            return !a.hasNext() && !b.hasNext();
        }
    }

    String name() {
        return config.bot().isEmpty() ? "the bot" : config.bot();
    }

    @Override
    public void close() {
        archive.close();
    }
}
