package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.SettingsException;
import sluice.api.StoreArchive;
import sluice.api.WatchRepository;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.StoreArchiveContractTest;

class PostgresArchiveTest extends StoreArchiveContractTest {

    private final Map<Integer, String> bots = new HashMap<>();

    @TempDir
    private Path folder;

    @Override
    protected ComponentContext context(int bot, FakeTime time) {
        return Queues.withDatabase(
                Contexts.of(
                        time,
                        folder,
                        "max-size",
                        "100",
                        "max-backlog",
                        "100",
                        "when-full",
                        "wait",
                        "max-dead-letters",
                        "100",
                        "lease",
                        "5s"),
                bots.computeIfAbsent(bot, _ -> Queues.newBot()));
    }

    @Test
    void says_who_runs_the_bot() throws Exception {
        ComponentContext context = context(1, new FakeTime());
        PostgresOwnership machine = new PostgresOwnership();
        machine.start(context);
        try {
            CountDownLatch taken = new CountDownLatch(1);
            machine.onChange(() -> {
                if (machine.holds(context.bot())) {
                    taken.countDown();
                }
            });
            machine.claim(Set.of(context.bot()));
            assertTrue(taken.await(30, TimeUnit.SECONDS));
            StoreArchive archive = archive();
            assertEquals(
                    "the bot `" + context.bot() + "` is run by `here`; `sluice bots pause " + context.bot()
                            + "` stops it",
                    assertThrows(SettingsException.class, () -> archive.start(context))
                            .getMessage());
        } finally {
            machine.close();
        }
    }

    @Test
    void a_machine_takes_no_bot_that_is_being_read() throws Exception {
        FakeTime time = new FakeTime();
        ComponentContext read = context(1, time);
        ComponentContext other = context(2, time);
        StoreArchive archive = archive();
        archive.start(read);
        PostgresOwnership machine = new PostgresOwnership();
        machine.start(other);
        try {
            CountDownLatch taken = new CountDownLatch(1);
            machine.onChange(() -> {
                machine.claim(Set.of(read.bot(), other.bot()));
                if (machine.holds(other.bot())) {
                    taken.countDown();
                }
            });
            machine.claim(Set.of(read.bot(), other.bot()));
            assertTrue(taken.await(30, TimeUnit.SECONDS));
            assertFalse(machine.holds(read.bot()));
        } finally {
            machine.close();
            archive.close();
        }
    }

    @Override
    protected MessageQueue queue() {
        return new PostgresQueue();
    }

    @Override
    protected WatchRepository watches() {
        return new PostgresWatches();
    }

    @Override
    protected StoreArchive archive() {
        return new PostgresArchive();
    }
}
