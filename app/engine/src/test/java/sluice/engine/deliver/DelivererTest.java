package sluice.engine.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.time.SystemTimeline;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.LiveConfig;
import sluice.config.Loaded;
import sluice.engine.journal.Journal;
import sluice.engine.route.Repeats;
import sluice.engine.route.Router;
import sluice.host.Inventory;
import sluice.host.ModuleHost;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.Supervisor;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;
import sluice.telegram.BotApi;
import sluice.telegram.Connections;

class DelivererTest {

    private static final long CHAT = -1001000000001L;

    /** As if the bot were let in again just after its failure was recorded, and before the delivery is back in its lane. */
    private record LetInAtOnce(Peers peers, MessageQueue queue) implements Peers {

        @Override
        public void start(ComponentContext context) {
            throw new UnsupportedOperationException("it runs already");
        }

        @Override
        public boolean succeeded(long chatId) {
            return peers.succeeded(chatId);
        }

        @Override
        public PeerFailure failed(long chatId, String reason) {
            return peers.failed(chatId, reason);
        }

        @Override
        public Optional<PeerFailure> failure(long chatId) {
            Optional<PeerFailure> failure = peers.failure(chatId);
            if (failure.isPresent()) {
                peers.succeeded(chatId);
                queue.release(chatId);
            }
            return failure;
        }

        @Override
        public List<Long> outlived() {
            return peers.outlived();
        }
    }

    @Test
    void does_not_let_a_lane_wait_when_the_chat_is_back_before_the_delivery_is(@TempDir Path dir) throws Exception {
        try (Simulator simulator = Simulator.start();
                SystemTimeline timeline = new SystemTimeline()) {
            simulator.channel(CHAT, "chat");
            simulator.on("sendMessage").answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
            Config config = config(simulator, dir);
            try (ModuleHost host = ModuleHost.start(config, Inventory.of(config), timeline);
                    BotApi api = new BotApi(
                            config.telegram(), config.deliver().timeout(), new Connections(timeline), timeline)) {
                Deliverer deliverer = deliverer(api, host, config, timeline);
                host.queue().onChange(deliverer::queueChanged);
                deliverer.start(new Supervisor(true, () -> {}));
                Payload text = new Payload.Text("hello");
                host.queue()
                        .offer(Batch.of(
                                List.of(new Job("", CHAT, 0, text, timeline.now(), List.of(), 0, Job.Tries.NONE))));
                assertEquals(1, simulator.awaitDelivered(CHAT, 1).size());
                deliverer.stop(false, Duration.ofSeconds(5));
            }
        }
    }

    private static Deliverer deliverer(BotApi api, ModuleHost host, Config config, SystemTimeline timeline) {
        Router router = new Router();
        Peers peers = new LetInAtOnce(host.peers(), host.queue());
        Counters counters = new Counters();
        LiveConfig live = new LiveConfig(config);
        Journal journal = new Journal(timeline, live);
        return new Deliverer(
                api,
                host.queue(),
                peers,
                new OverflowPolicy(host.queue(), peers, counters, journal),
                host.deduplicator(),
                new Repeats(router, host.contentDeduplicator()),
                router,
                new Edits(host.queue(), router),
                new Notices(host.queue(), router, timeline),
                Optional.empty(),
                counters,
                journal,
                new Health(timeline, new Supervisor(true, () -> {})),
                timeline,
                live,
                () -> {},
                new CallBudget());
    }

    private static Config config(Simulator simulator, Path dir) {
        String yaml = "telegram: {token: \"" + simulator.token() + "\", api-url: \"" + simulator.uri() + "\"}\n"
                + "deliver.pace: {per-chat: 1000/s, per-group: 1000/s, global: 1000/s}\n"
                + "plugins-dir: '" + dir + "'\n";
        return switch (ConfigLoader.parse(dir.resolve("sluice.yaml"), yaml, Map.of())) {
            case Loaded.Valid(Config config) -> config;
            case Loaded.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }
}
