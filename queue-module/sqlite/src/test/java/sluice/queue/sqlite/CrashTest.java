package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Batch;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.queue.store.claims.BootId;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/**
 * The files are copied at some moment of a lively time, which is what a crash leaves. Without checkpoints the log only
 * grows, so that a copy made while it grows is one that a crash could have left.
 */
class CrashTest {

    private static final int LANES = 8;
    private static final int JOBS = 3000;

    private final FakeTime time = new FakeTime();
    private final Set<Integer> handedIn = ConcurrentHashMap.newKeySet();
    private final Set<Integer> takenIn = ConcurrentHashMap.newKeySet();
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ending = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
    private final Semaphore progress = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean over;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 8, 10})
    void nothing_is_lost_and_nothing_sent_comes_again(long seed) throws Exception {
        Path original = Files.createDirectory(folder.resolve("original"));
        Path copy = Files.createDirectory(folder.resolve("copy"));
        // With claims, in every second case, what a crash leaves is more than one file, which must be of the same
        // moment.
        boolean claims = seed % 2 == 0;
        SqliteQueue queue = Stores.open(
                Stores.context(time, original, 1000, 10_000), 1000, claims ? BootId.id() : Optional.empty());
        Stores.execute(queue, "PRAGMA wal_autocheckpoint = 0");
        Thread intake = Thread.ofPlatform().start(() -> takeIn(queue));
        Thread dispatcher = Thread.ofPlatform().start(() -> dispatch(queue));
        progress.acquire(new Random(seed).nextInt(JOBS));

        Set<Integer> takenInBefore = Set.copyOf(takenIn);
        Set<Integer> begunBefore = Set.copyOf(begun);
        Set<Integer> endedBefore = Set.copyOf(ended);
        if (claims) {
            Stores.crash(queue, original, copy);
        } else {
            crash(original, copy);
        }
        Set<Integer> handedInAfter = Set.copyOf(handedIn);
        Set<Integer> endingAfter = Set.copyOf(ending);
        over = true;
        intake.join();
        dispatcher.join();
        queue.close();

        SqliteQueue after = Stores.open(time, copy);
        Set<Integer> unknown = unknown(after);
        Set<Integer> waiting = drain(after);
        after.close();

        assertTrue(handedInAfter.containsAll(waiting), "something came from nowhere");
        assertEquals(Set.of(), both(waiting, unknown));
        assertEquals(Set.of(), both(waiting, begunBefore), "what was perhaps sent would be sent again");
        assertEquals(Set.of(), both(unknown, endedBefore), "what has ended is called unknown");
        assertTrue(unknown.size() <= LANES, "one delivery at most was under way in each lane");
        Set<Integer> lost = new HashSet<>(takenInBefore);
        lost.removeAll(waiting);
        lost.removeAll(unknown);
        lost.removeAll(endingAfter);
        assertEquals(Set.of(), lost);
    }

    private void takeIn(SqliteQueue queue) {
        for (int id = 1; id <= JOBS && !over; id += 10) {
            List<Job> jobs = new ArrayList<>();
            for (int each = id; each < id + 10; each++) {
                jobs.add(Jobs.relay(each % LANES, each, time.instant()));
                handedIn.add(each);
            }
            assertTrue(queue.offer(new Batch(jobs, id)).accepted());
            jobs.forEach(job -> takenIn.add(Jobs.id(job)));
        }
    }

    private void dispatch(SqliteQueue queue) {
        while (!over || underWay.get() > 0) {
            Optional<Delivery> got = over ? Optional.empty() : queue.take();
            if (got.isPresent()) {
                underWay.incrementAndGet();
                Thread.ofVirtual().start(() -> send(queue, got.get()));
            } else {
                Thread.onSpinWait();
            }
        }
        progress.release(JOBS);
    }

    private void send(SqliteQueue queue, Delivery delivery) {
        int id = Jobs.id(delivery.first());
        if (queue.begin(delivery)) {
            begun.add(id);
            ending.add(id);
            queue.settle(delivery, Outcome.Done.ALONE);
            ended.add(id);
            progress.release();
        }
        underWay.decrementAndGet();
    }

    private static void crash(Path from, Path to) throws IOException {
        for (String name : List.of("sluice.db", "sluice.db-wal")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static Set<Integer> unknown(SqliteQueue queue) {
        Set<Integer> ids = new HashSet<>();
        for (DeadLetter letter : queue.deadLetters().list(0, 1000)) {
            assertEquals(Reason.UNKNOWN_OUTCOME, letter.reason());
            assertTrue(ids.add(Jobs.id(letter.job())));
        }
        return ids;
    }

    private Set<Integer> drain(SqliteQueue queue) {
        Set<Integer> ids = new HashSet<>();
        time.advance(Duration.ofDays(1));
        for (Optional<Delivery> got = queue.take(); got.isPresent(); got = queue.take()) {
            assertTrue(ids.add(Jobs.id(got.get().first())), "a job is there twice");
            queue.settle(got.get(), Outcome.Done.ALONE);
        }
        assertEquals(0, queue.stats().count("pending"));
        return ids;
    }

    private static Set<Integer> both(Set<Integer> a, Set<Integer> b) {
        Set<Integer> common = new HashSet<>(a);
        common.retainAll(b);
        return common;
    }
}
