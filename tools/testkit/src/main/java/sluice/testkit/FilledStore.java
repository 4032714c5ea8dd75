package sluice.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Display;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.MessageSender;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.api.WatchRepository;

/** Fills a durable queue and its watches with something of each kind that they keep. */
public final class FilledStore {

    /** The offset that was stored. */
    public static final long OFFSET = 77;

    /** A text that was kept, under the name {@code posts}. */
    public static final String TEXT = "one\nzwei \"三\" 🌊 \u2028";

    /** A message of {@link Jobs#SOURCE} whose copy is known. */
    public static final Copy COPY = new Copy("to-1001", Jobs.SOURCE, 1, -1001, 501);

    /** A lane whose delivery was begun and has not ended. */
    public static final long IN_FLIGHT = -1005;

    /** The jobs that wait, besides that delivery. */
    public static final int WAITING = 6;

    private FilledStore() {}

    /**
     * Fills them.
     *
     * @param queue an empty queue with room for some jobs
     * @param watches its watches, none yet
     * @param now the present moment
     */
    public static void fill(MessageQueue queue, WatchRepository watches, Instant now) {
        Instant later = now.plusSeconds(3600);
        queue.offer(new Batch(List.of(Jobs.relay(-1001, 1, now)), OFFSET));
        queue.settle(next(queue), new Outcome.Done(new Effects(List.of(), List.of(COPY))));
        for (int id = 2; id <= 4; id++) {
            queue.offer(Batch.of(List.of(Jobs.relay(-1002, id, now))));
            queue.settle(next(queue), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, "it is \"gone\""));
        }
        queue.deadLetters().discard(3);
        queue.offer(Batch.of(List.of(Jobs.relay(-1003, 5, now))));
        Delivery retried = next(queue);
        Job job = retried.jobs().getFirst();
        queue.settle(retried, new Outcome.Retry(later, List.of(job.with(new Job.Tries(1, 2)))));
        queue.offer(Batch.of(List.of(Jobs.relay(IN_FLIGHT, 6, now))));
        queue.begin(next(queue));
        queue.offer(Batch.of(List.of(
                Jobs.member(-1004, 7, now, "album 😀", Duration.ofMinutes(5)),
                Jobs.member(-1004, 8, now, "album 😀", Duration.ofMinutes(5)),
                new Job(
                        "w/é",
                        -1006,
                        3,
                        new Payload.Relay(
                                Jobs.SOURCE,
                                9,
                                4,
                                "a text",
                                Optional.empty(),
                                Optional.of(new MessageDetails(
                                        MediaType.PHOTO,
                                        new MessageSender(5, -5, "user", "Name", "signed"),
                                        2,
                                        "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]",
                                        "file id",
                                        true,
                                        Display.DEFAULT,
                                        Optional.empty(),
                                        Optional.empty()))),
                        later,
                        List.of(-1L, -2L),
                        2,
                        new Job.Tries(0, 1)),
                new Job(
                        "",
                        -1006,
                        0,
                        new Payload.Text(
                                "half \uD83D, \u0000",
                                "[]",
                                new LinkPreview(true, "https://a.example", false, true, false)),
                        later,
                        List.of(),
                        0,
                        Job.Tries.NONE),
                new Job(
                        "w",
                        -1006,
                        0,
                        new Payload.Edit(-1006, 10, 99, true, "edited", "[]", Optional.empty()),
                        later,
                        List.of(),
                        0,
                        Job.Tries.NONE))));
        queue.keepText("posts", TEXT);
        queue.keepText("Z", "z");
        queue.keepText("é", "e");
        watches.save(Watch.copying("b", 7, -100, -200)
                .withName("named")
                .withSending(new Watch.Sending(true, false, true))
                .withSteps(Optional.of(List.of(
                        new Step("one", new Settings(Map.of("x", "1", "y", "2", "z", "3"))),
                        new Step("two", new Settings(Map.of()))))));
        watches.save(new Watch(
                "a",
                7,
                -100,
                1,
                -300,
                2,
                new Watch.Filters(List.of("x", "y"), List.of("z"), List.of("r+"), List.of("[é]")),
                Watch.Mode.EXTRACT,
                List.of("(\\d+)"),
                true,
                false,
                Duration.ofSeconds(90),
                false,
                true,
                true));
        watches.moved(-300, -400);
        watches.moved(-9, -8);
    }

    private static Delivery next(MessageQueue queue) {
        return queue.take().orElseThrow(() -> new AssertionError("nothing is ready"));
    }
}
