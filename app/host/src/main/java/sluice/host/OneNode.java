package sluice.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.base.file.PrivateFile;
import sluice.config.Config;

/** All bots are run by this process: nobody else uses their data. A file in the data directory of a bot says that it is paused. */
final class OneNode implements Ownership {

    /** There as long as the bot is paused. */
    private static final String PAUSED = "paused";

    private final Path dataDir;
    private final Instant start;

    @Bounded("BotFiles.MOST")
    private volatile Set<String> claimed = Set.of();

    OneNode(Config config, Instant start) {
        this.dataDir = config.dataDir();
        this.start = start;
    }

    @Override
    public String node() {
        return "this machine";
    }

    @Override
    public Set<String> claim(Set<String> bots) {
        claimed = bots.stream().filter(bot -> Files.notExists(mark(bot))).collect(Collectors.toUnmodifiableSet());
        return claimed;
    }

    @Override
    public boolean holds(String bot) {
        return true;
    }

    @Override
    public void release(String bot) {}

    @Override
    public void pause(String bot, boolean paused) {
        Path mark = mark(bot);
        try {
            if (!paused) {
                Files.deleteIfExists(mark);
            } else if (Files.notExists(mark)) {
                DataDir.make(mark.getParent());
                PrivateFile.create(mark, new byte[0]);
            }
        } catch (IOException e) {
            throw new HostException(List.of("the data directory of " + bot + " cannot be written: " + e), true);
        }
    }

    @Override
    public List<Owner> owners() {
        Set<String> paused = paused();
        Set<String> all = new TreeSet<>(claimed);
        all.addAll(paused);
        return all.stream()
                .map(bot -> new Owner(bot, claimed.contains(bot) ? node() : "", start, paused.contains(bot)))
                .toList();
    }

    @Override
    public void onChange(Runnable listener) {}

    /** Those too whose file is gone or wrong. */
    private Set<String> paused() {
        try (Stream<Path> dirs = Files.list(dataDir)) {
            return dirs.filter(dir -> Files.exists(dir.resolve(PAUSED)))
                    .map(dir -> dir.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of(); // nothing has been kept yet
        }
    }

    private Path mark(String bot) {
        return dataDir.resolve(bot).resolve(PAUSED);
    }
}
