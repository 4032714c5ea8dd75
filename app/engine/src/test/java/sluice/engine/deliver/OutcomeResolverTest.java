package sluice.engine.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sluice.engine.Samples.SOURCE;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.ComponentContext;
import sluice.api.ContentDeduplicator;
import sluice.api.ContentKey;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.api.Ticker;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.LiveConfig;
import sluice.config.Loaded;
import sluice.engine.journal.Journal;
import sluice.engine.route.Repeats;
import sluice.engine.route.Router;
import sluice.host.status.Counters;
import sluice.telegram.Reply;

class OutcomeResolverTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final Instant CHAT_RETRY = NOW.plusSeconds(60);
    private static final long CHAT = -2;
    private static final Payload RELAY = new Payload.Relay(SOURCE, 1, 0, "text", Optional.empty());
    private static final Config CONFIG = config();

    private final Router router = new Router();
    private final OutcomeResolver resolver = resolver();

    /** A moment at which nothing has to be waited for. */
    private record Still() implements Timeline {

        @Override
        public Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Override
        public Ticker ticker() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Alarm alarm() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    }

    /** Chats none of which has failed before. */
    private record NewPeers() implements Peers {

        @Override
        public void start(ComponentContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean succeeded(long chatId) {
            return false;
        }

        @Override
        public PeerFailure failed(long chatId, String reason) {
            return new PeerFailure(chatId, reason, NOW, CHAT_RETRY, 1);
        }

        @Override
        public Optional<PeerFailure> failure(long chatId) {
            return Optional.empty();
        }

        @Override
        public List<Long> outlived() {
            return List.of();
        }
    }

    private static final class NothingSent implements ContentDeduplicator {

        @Override
        public boolean wasSent(ContentKey content) {
            return false;
        }

        @Override
        public void sent(ContentKey content) {
            throw new AssertionError("no watch here skips repeats");
        }
    }

    private static Config config() {
        return switch (ConfigLoader.parse(
                Path.of("sluice.yaml"), "telegram: {token: '123456789:" + "a".repeat(35) + "'}\n", Map.of())) {
            case Loaded.Valid(Config config) -> config;
            case Loaded.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    private OutcomeResolver resolver() {
        MessageQueue nothingKnown = (MessageQueue) Proxy.newProxyInstance(
                MessageQueue.class.getClassLoader(),
                new Class<?>[] {MessageQueue.class},
                (_, _, _) -> Optional.empty());
        Timeline timeline = new Still();
        LiveConfig live = new LiveConfig(CONFIG);
        return new OutcomeResolver(
                nothingKnown,
                new Repeats(router, new NothingSent()),
                new Edits(nothingKnown, router),
                new SentContents(),
                new NewPeers(),
                router,
                new Counters(),
                new Journal(timeline, live),
                new Notices(nothingKnown, router, timeline),
                timeline,
                live);
    }

    private static Job job(Payload payload, Job.Tries tries) {
        return new Job("w", CHAT, 0, payload, NOW, List.of(SOURCE), 0, tries);
    }

    private static Delivery delivery(int members, Payload payload, Job.Tries tries) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            jobs.add(job(payload, tries));
        }
        return new Delivery(1, jobs);
    }

    private Outcome outcome(Delivery delivery, Reply reply) {
        return resolver.outcome(new Attempt.Called(delivery, reply, Body.AS_IT_IS), Optional.empty());
    }

    static Stream<Arguments> retries() {
        return Stream.of(
                arguments(new Reply.FloodWait(Optional.of(Duration.ofSeconds(3))), 3, new Job.Tries(0, 1)),
                arguments(new Reply.FloodWait(Optional.of(Duration.ofDays(9))), 3600, new Job.Tries(0, 1)),
                arguments(new Reply.TryAgain("Bad Gateway"), 1, new Job.Tries(1, 0)),
                arguments(new Reply.TryAgain("Too many open files"), 10, Job.Tries.NONE),
                arguments(new Reply.TokenRejected("Unauthorized"), 60, Job.Tries.NONE),
                arguments(new Reply.ChatUnusable("bot was kicked"), 60, Job.Tries.NONE));
    }

    @ParameterizedTest
    @MethodSource("retries")
    void is_tried_again_after_a_while(Reply reply, int seconds, Job.Tries tries) {
        assertEquals(
                new Outcome.Retry(NOW.plusSeconds(seconds), List.of(job(RELAY, tries))),
                outcome(delivery(1, RELAY, Job.Tries.NONE), reply));
    }

    static Stream<Arguments> deaths() {
        int failures = CONFIG.deliver().maxRetries();
        int floodWaits = CONFIG.deliver().maxFloodRetries();
        return Stream.of(
                arguments(new Reply.MessageUnusable("gone"), 1, Job.Tries.NONE, Reason.MESSAGE_UNUSABLE),
                arguments(new Reply.Unknown("no answer"), 1, Job.Tries.NONE, Reason.UNKNOWN_OUTCOME),
                arguments(new Reply.TryAgain("x"), 1, new Job.Tries(failures, 0), Reason.RETRIES_EXHAUSTED),
                arguments(
                        new Reply.FloodWait(Optional.empty()),
                        1,
                        new Job.Tries(0, floodWaits),
                        Reason.FLOOD_RETRIES_EXHAUSTED),
                arguments(new Reply.Sent(List.of(7)), 2, Job.Tries.NONE, Reason.UNKNOWN_OUTCOME),
                arguments(new Reply.Sent(List.of(), OptionalInt.of(0)), 2, Job.Tries.NONE, Reason.MESSAGE_UNUSABLE));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void becomes_a_dead_letter(Reply reply, int members, Job.Tries tries, Reason reason) {
        Outcome outcome = outcome(delivery(members, RELAY, tries), reply);
        assertEquals(reason, assertInstanceOf(Outcome.Dead.class, outcome).reason());
    }

    @Test
    void what_was_sent_is_done_and_the_copy_is_known() {
        Outcome outcome = outcome(delivery(1, RELAY, Job.Tries.NONE), new Reply.Sent(List.of(7)));
        assertEquals(
                7,
                assertInstanceOf(Outcome.Done.class, outcome)
                        .effects()
                        .copies()
                        .getFirst()
                        .toMessageId());
    }

    @Test
    void an_edit_that_is_refused_is_done() {
        Payload edit = new Payload.Edit(SOURCE, 1, 9, false, "new", "");
        assertEquals(
                Outcome.Done.ALONE,
                outcome(delivery(1, edit, Job.Tries.NONE), new Reply.MessageUnusable("message can't be edited")));
    }

    @Test
    void a_chat_moves_once() {
        Delivery delivery = delivery(1, RELAY, Job.Tries.NONE);
        assertEquals(new Outcome.Moved(-20), outcome(delivery, new Reply.Moved(-20)));
        assertEquals(Optional.of(-20L), router.movedTo(CHAT));
        Delivery moved = new Delivery(2, List.of(delivery.first().to(-20)));
        assertInstanceOf(Outcome.Dead.class, outcome(moved, new Reply.Moved(CHAT)));
    }
}
