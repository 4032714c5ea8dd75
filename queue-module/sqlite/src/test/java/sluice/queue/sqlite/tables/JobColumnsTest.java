package sluice.queue.sqlite.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Album;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Display;
import sluice.api.Entity;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.queue.sqlite.SqliteQueue;
import sluice.queue.sqlite.Stores;
import sluice.queue.sqlite.store.Database;
import sluice.testkit.FakeTime;

/** Whatever a job carries, it comes back as it was: from the lanes after a restart, and as a dead letter. */
class JobColumnsTest {

    private static final Instant DUE = FakeTime.START.minusNanos(1);

    private static final LinkPreview PREVIEW = new LinkPreview(true, "https://a.example", true, true, true);
    private static final Optional<MessageDetails> DETAILS = Optional.of(new MessageDetails(
            MediaType.VIDEO_NOTE,
            new MessageSender(Long.MAX_VALUE, -9, "ann", "Ann \"ü\"", "A."),
            7,
            "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]",
            "file",
            true,
            new Display(true, true, PREVIEW, "cover", 3),
            Optional.of(new Facts(
                    1_900_000_000,
                    "chat",
                    "name",
                    "video/mp4",
                    1L << 40,
                    "small",
                    "news",
                    "AgAD",
                    List.of("https://c.example"))),
            Optional.of(new FormattedText(
                    "made 🧹",
                    List.of(
                            new Entity("text_link", 0, 4, Map.of("url", "https://b.example")),
                            new Entity("text_mention", 5, 2, Map.of("user_id", "77")))))));

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
                job(-6, new Payload.Relay(-1, 9, 0, "text", Optional.empty(), DETAILS)),
                job(-4, new Payload.Text("x".repeat(100_000) + "🧹")),
                job(-7, new Payload.Text("x", "[{\"type\":\"bold\"}]", PREVIEW)),
                job(-8, new Payload.Edit(-1, 4, 1, true, "text", "[]", DETAILS)),
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
        List<DeadLetter> deadLetters = after.deadLetters().list(0, 10);
        assertEquals(
                sorted(jobs), sorted(deadLetters.stream().map(DeadLetter::job).toList()));
        assertEquals("wörds", deadLetters.getFirst().detail());
        after.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nonsense",
                "{\"body\":{\"text\":\"\",\"entities\":[{\"type\":\"bold\",\"offset\":7,\"length\":1}]}}"
            })
    void a_message_whose_details_cannot_be_read_goes_on_without_them(String details) {
        Payload.Relay payload = new Payload.Relay(-1, 9, 0, "text", Optional.empty());
        SqliteQueue before = Stores.open(time, folder);
        Stores.offer(before, job(-6, payload));
        before.close();
        try (Database tampered = Database.open(folder.resolve("sluice.db"))) {
            assertEquals(1, tampered.update("UPDATE jobs SET details = ?", details));
        }

        SqliteQueue after = Stores.open(time, folder);
        assertEquals(payload, Stores.next(after).first().payload());
        after.close();
    }

    private static List<String> sorted(List<Job> jobs) {
        return jobs.stream().map(Job::toString).sorted().toList();
    }
}
