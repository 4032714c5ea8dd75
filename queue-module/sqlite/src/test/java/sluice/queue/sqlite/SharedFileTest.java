package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import sluice.api.Watch;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.sqlite.watches.Opened;
import sluice.queue.sqlite.watches.SqliteWatches;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.FakeTime;

/** Several connections to one file, in one process and in two. */
class SharedFileTest {

    private static final int ROUNDS = 40;

    @TempDir
    private Path dir;

    @Test
    void those_who_open_a_new_file_at_the_same_moment_all_succeed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path data = Files.createDirectory(dir.resolve("data" + round));
            CyclicBarrier start = new CyclicBarrier(3);
            List<FutureTask<Boolean>> tasks = List.of(
                    task(start, () -> {
                        Opened.queue(data).close();
                        return true;
                    }),
                    task(start, () -> added(data, "a")),
                    task(start, () -> added(data, "b")));
            tasks.forEach(task -> Thread.ofPlatform().start(task));
            for (FutureTask<Boolean> task : tasks) {
                task.get();
            }
            assertEquals(2, all(data).size());
        }
    }

    @Test
    void waits_for_another_that_is_just_making_the_file() throws Exception {
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        rival.execute("BEGIN IMMEDIATE");
        FutureTask<Boolean> task = new FutureTask<>(() -> added(dir, "a"));
        Thread opening = Thread.ofPlatform().start(task);
        while (opening.isAlive() && !isIn("transaction", opening)) {
            Thread.onSpinWait();
        }
        rival.execute("COMMIT");
        rival.close();
        assertTrue(task.get());
    }

    private static boolean isIn(String method, Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Test
    void two_processes_write_into_one_new_file() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            processes.add(start(name));
        }
        for (int i = 0; i < ROUNDS; i++) {
            added(dir, "here" + i);
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other process hangs");
            assertEquals("", process.inputReader().lines().collect(Collectors.joining("\n")));
            assertEquals(0, process.exitValue());
        }
        List<String> ids = all(dir).stream().map(Watch::id).toList();
        assertEquals(3 * ROUNDS, ids.size());
        for (String name : List.of("a", "b", "here")) {
            assertEquals(
                    Stream.iterate(0, i -> i + 1)
                            .limit(ROUNDS)
                            .map(i -> name + i)
                            .toList(),
                    ids.stream().filter(id -> id.startsWith(name)).toList(),
                    "in the order in which they were saved");
        }
    }

    /** What the other process does: a file and a name are its arguments. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] args) {
            for (int i = 0; i < ROUNDS; i++) {
                added(Path.of(args[0]), args[1] + i);
            }
        }
    }

    private Process start(String name) throws IOException {
        String jars = Stream.of(
                        OtherProcess.class,
                        SqliteWatches.class,
                        StoreException.class,
                        Watch.class,
                        FakeTime.class,
                        JDBC.class)
                .map(SharedFileTest::place)
                .distinct()
                .collect(Collectors.joining(java.io.File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        jars,
                        OtherProcess.class.getName(),
                        dir.toString(),
                        name)
                .redirectErrorStream(true)
                .start();
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean added(Path data, String id) {
        SqliteWatches watches = Opened.watches(data);
        watches.save(Opened.watch(id, id));
        watches.close();
        return true;
    }

    private static List<Watch> all(Path data) {
        SqliteWatches watches = Opened.watches(data);
        try {
            return watches.watches();
        } finally {
            watches.close();
        }
    }

    private static FutureTask<Boolean> task(CyclicBarrier start, Callable<Boolean> work) {
        return new FutureTask<>(() -> {
            start.await();
            return work.call();
        });
    }
}
