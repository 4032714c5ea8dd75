package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Album;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.testkit.FakeTime;

/** Whatever a job carries, it comes back as it was: from the lanes after a restart, and as a dead letter. */
class JobColumnsTest {

    private static final Instant DUE = FakeTime.START.minusNanos(1);

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private static Job job(long destination, Payload payload) {
        return new Job(
                "w'1 \"ü\" 🧹",
                destination,
                Integer.MAX_VALUE,
                payload,
                DUE,
                List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE),
                3,
                new Job.Tries(2, 1));
    }

    @Test
    void every_kind_of_job_comes_back_as_it_was() {
        Optional<Album> album = Optional.of(new Album("g 1", Duration.ofNanos(1_000_000_001)));
        List<Job> jobs = List.of(
                job(Long.MIN_VALUE, new Payload.Relay(-100123, 7, 6, "a 🧹\u0000caption\n", Optional.empty())),
                job(-5, new Payload.Relay(Long.MAX_VALUE, Integer.MAX_VALUE, 0, "", album)),
                job(-6, new Payload.Relay(-1, 9, 0, "text", Optional.empty(), "{\"media\":\"photo\"}")),
                job(-4, new Payload.Text("x".repeat(100_000) + "🧹")),
                job(-7, new Payload.Text("x", "[{\"type\":\"bold\"}]", "{}")),
                job(-8, new Payload.Edit(-1, 4, 1, true, "text", "[]", "{}")),
                job(-3, new Payload.Edit(-1, 2, Long.MAX_VALUE, true, "", "[{\"type\":\"bold\"}]")),
                job(Long.MAX_VALUE, new Payload.Edit(-1, 3, 0, false, "text", "")),
                new Job("", 0, 0, new Payload.Text("notice"), DUE, List.of(), 0, Job.Tries.NONE));
        SqliteQueue before = Stores.open(time, folder);
        jobs.forEach(job -> Stores.offer(before, job));
        before.close();

        SqliteQueue after = Stores.open(time, folder);
        time.advance(Album.MAX_WAIT);
        for (int i = 0; i < jobs.size(); i++) {
            Delivery delivery = Stores.next(after);
            assertEquals(1, delivery.jobs().size());
            after.settle(delivery, new Outcome.Dead(DeadLetter.Reason.MESSAGE_UNUSABLE, "wörds"));
        }
        List<DeadLetter> letters = after.deadLetters().list(0, 10);
        assertEquals(sorted(jobs), sorted(letters.stream().map(DeadLetter::job).toList()));
        assertEquals("wörds", letters.getFirst().detail());
        after.close();
    }

    private static List<String> sorted(List<Job> jobs) {
        return jobs.stream().map(Job::toString).sorted().toList();
    }
}
