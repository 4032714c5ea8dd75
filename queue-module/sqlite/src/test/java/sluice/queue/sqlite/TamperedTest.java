package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.next;
import static sluice.queue.sqlite.Stores.offer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.queue.store.claims.Claim;
import sluice.queue.store.claims.ClaimFile;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** Cases L6 and L7: files that do not belong together, or are not what was written, after a crash. */
class TamperedTest {

    private static final long A = -1001;
    private static final Optional<UUID> BOOT = Optional.of(new UUID(1, 1));

    /** What may be done to the file of claims. */
    enum Damage {
        GONE {
            @Override
            void to(Path claims) throws IOException {
                Files.delete(claims);
            }
        },
        EMPTY {
            @Override
            void to(Path claims) throws IOException {
                Files.write(claims, new byte[0]);
            }
        },
        CUT {
            @Override
            void to(Path claims) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(claims.toFile(), "rw")) {
                    file.setLength(5000);
                }
            }
        },
        GARBLED {
            @Override
            void to(Path claims) throws IOException {
                byte[] bytes = Files.readAllBytes(claims);
                for (int i = 4096; i < bytes.length; i += 7) {
                    bytes[i] ^= 0x55;
                }
                Files.write(claims, bytes);
            }
        },
        STATES_ZEROED {
            @Override
            void to(Path claims) throws IOException {
                byte[] bytes = Files.readAllBytes(claims);
                for (int i = 4096; i < bytes.length; i += Claim.SLOT_BYTES) {
                    bytes[i] = 0;
                }
                Files.write(claims, bytes);
            }
        },
        ZEROED {
            @Override
            void to(Path claims) throws IOException {
                Files.write(claims, new byte[(int) Files.size(claims)]);
            }
        },
        TEXT {
            @Override
            void to(Path claims) throws IOException {
                Files.writeString(claims, "somebody's notes");
            }
        };

        abstract void to(Path claims) throws IOException;
    }

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private Path original;
    private Path left;

    @BeforeEach
    void makeFolders() throws IOException {
        original = Files.createDirectory(folder.resolve("original"));
        left = Files.createDirectory(folder.resolve("left"));
    }

    private SqliteQueue open(Path dir) {
        return Stores.open(Stores.context(time, dir, 1000, 10_000), 1000, BOOT);
    }

    private void fill(SqliteQueue queue, int count) {
        offer(
                queue,
                IntStream.rangeClosed(1, count)
                        .mapToObj(id -> Jobs.relay(A, id, time.instant()))
                        .toArray(Job[]::new));
    }

    private static void send(SqliteQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            Delivery delivery = next(queue);
            assertTrue(queue.begin(delivery));
            queue.settle(delivery, Outcome.Done.ALONE);
        }
    }

    private static List<Integer> drain(SqliteQueue queue) {
        List<Integer> ids = new ArrayList<>();
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            ids.add(Jobs.id(got.get().first()));
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        return ids;
    }

    private static List<Integer> letters(SqliteQueue queue) {
        return queue.deadLetters().list(0, 100).stream()
                .map(DeadLetter::job)
                .map(Jobs::id)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void l6_what_a_damaged_file_of_claims_told_is_unknown_and_listed(Damage damage) throws IOException {
        SqliteQueue queue = open(original);
        fill(queue, 100);
        send(queue, 10);
        Stores.crash(queue, original, left);
        queue.close();
        damage.to(left.resolve(ClaimFile.NAME));

        SqliteQueue after = open(left);
        List<Integer> unknown = letters(after);
        List<Integer> waiting = drain(after);
        after.close();

        assertTrue(waiting.stream().allMatch(id -> id > 10), () -> "sent twice: " + waiting);
        List<Integer> all = new ArrayList<>(unknown);
        all.addAll(waiting);
        IntStream.rangeClosed(11, 100).forEach(id -> assertTrue(all.contains(id), () -> id + " is lost"));
    }

    @Test
    void l6_without_a_crash_nobody_misses_the_file() throws IOException {
        SqliteQueue queue = open(original);
        fill(queue, 30);
        send(queue, 10);
        queue.close();
        Files.delete(original.resolve(ClaimFile.NAME));

        SqliteQueue after = open(original);
        assertEquals(List.of(), letters(after));
        assertEquals(20, drain(after).size());
        after.close();
    }

    @Test
    void l7_a_log_that_is_gone_is_told_by_the_number_of_messages_that_went_with_it() throws IOException {
        SqliteQueue queue = open(original);
        Stores.execute(queue, "PRAGMA wal_checkpoint(TRUNCATE)");
        fill(queue, 60);
        Stores.crash(queue, original, left);
        queue.close();
        Files.delete(left.resolve("sluice.db-wal"));

        SqliteQueue after = open(left);
        assertEquals(60, after.stats().count("lost"));
        after.close();
        SqliteQueue again = open(left);
        assertEquals(0, again.stats().count("lost"));
        again.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"GONE", "EMPTY"})
    void l7_a_log_without_its_file_is_set_aside(Damage damage) throws IOException {
        SqliteQueue queue = open(original);
        fill(queue, 60);
        Stores.crash(queue, original, left);
        queue.close();
        damage.to(left.resolve("sluice.db"));

        SqliteQueue after = open(left);
        assertEquals(1, after.stats().count("damaged_files"));
        after.close();
        try (var files = Files.list(left)) {
            assertTrue(files.anyMatch(file -> file.toString().matches(".*damaged-.*-wal")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GONE", "EMPTY"})
    void l7_a_file_that_is_gone_after_a_clean_stop_is_told(Damage damage) throws IOException {
        SqliteQueue queue = open(original);
        fill(queue, 60);
        queue.close();
        damage.to(original.resolve("sluice.db"));

        SqliteQueue after = open(original);
        assertEquals(1, after.stats().count("damaged_files"));
        after.close();
        SqliteQueue again = open(original);
        assertEquals(0, again.stats().count("damaged_files"));
        again.close();
    }
}
