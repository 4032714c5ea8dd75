package sluice.app.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/** Cases N1, N2 and N4: whatever a plugin throws, and wherever it hangs, polls go on or health says so. */
class NeverDeafTest extends WithBot {

    private static final List<String> METHODS = List.of(
            "firstSeen",
            "judgeGroup",
            "succeeded",
            "failed",
            "failure",
            "outlived",
            "get",
            "put",
            "update",
            "remove",
            "clean",
            "stats");

    private static final List<String> TAKE_TIME = List.of("failed", "outlived", "clean", "stats");

    private static final List<String> FAULTS = List.of("memory", "stack", "linkage", "own", "plain");

    /** Names the method in which the plugin fails, and how. */
    private static final String PROPERTY = "sluice.test.fault";

    @TempDir
    static Path made;

    @BeforeAll
    static void makePlugin() {
        String faults = """
                final class Faults {
                    static class Own extends Error {}

                    static void in(String method) {
                        String[] wanted = System.getProperty("%s").split(" ");
                        if (!wanted[0].equals(method)) {
                            return;
                        }
                        switch (wanted[1]) {
                            case "memory" -> throw new OutOfMemoryError("Cannot reserve 1000000 bytes of direct buffer memory");
                            case "stack" -> throw new StackOverflowError();
                            case "linkage" -> throw new NoClassDefFoundError("of/another/Version");
                            case "own" -> throw new Own();
                            case "plain" -> throw new IllegalStateException("plain");
                            default -> {
                                while (true) {
                                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                                }
                            }
                        }
                    }
                }
                """.formatted(PROPERTY);
        String dedup = """
                @Provider(name = "shaky", section = "dedup")
                public class Dedup implements Deduplicator, Cleanable, StatsProvider {
                    @Override public boolean firstSeen(long chatId, int messageId) { Faults.in("firstSeen"); return true; }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { Faults.in("judgeGroup"); return passes; }
                    @Override public CleanupResult clean(CleanupContext context) { Faults.in("clean"); return CleanupResult.NOTHING; }
                    @Override public Stats stats() { Faults.in("stats"); return Stats.empty(); }
                }
                """;
        String peers = """
                @Provider(name = "shaky-peers", section = "peer")
                public class ShakyPeers implements Peers {
                    @Override public boolean succeeded(long chatId) { Faults.in("succeeded"); return false; }
                    @Override public PeerFailure failed(long chatId, String reason) {
                        Faults.in("failed");
                        return new PeerFailure(chatId, reason, java.time.Instant.EPOCH, java.time.Instant.EPOCH, 1);
                    }
                    @Override public Optional<PeerFailure> failure(long chatId) { Faults.in("failure"); return Optional.empty(); }
                    @Override public List<Long> outlived() { Faults.in("outlived"); return List.of(); }
                }
                """;
        String states = """
                @Provider(name = "shaky-states", section = "state")
                public class ShakyStates implements UserStates {
                    @Override public Optional<UserState> get(long userId) { Faults.in("get"); return Optional.empty(); }
                    @Override public void put(long userId, UserState state) { Faults.in("put"); }
                    @Override public Optional<UserState> update(long userId, java.util.function.UnaryOperator<UserState> change) {
                        Faults.in("update");
                        return Optional.empty();
                    }
                    @Override public void remove(long userId) { Faults.in("remove"); }
                }
                """;
        new Plugin(made, "shaky")
                .type("Faults", faults)
                .provider("Dedup", dedup, "Deduplicator", "Cleanable", "StatsProvider")
                .provider("ShakyPeers", peers, "Peers")
                .provider("ShakyStates", states, "UserStates")
                .into(made.resolve("plugins"));
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    private void start(String method, String fault) {
        System.setProperty(PROPERTY, method + " " + fault);
        bot.start(
                "plugins-dir: " + made.resolve("plugins")
                        + "\nmodules: {dedup: shaky, peer: shaky-peers, state: shaky-states}",
                S_TO_A);
    }

    static Stream<Arguments> everyFaultOfEveryMethod() {
        return METHODS.stream().flatMap(method -> FAULTS.stream().map(fault -> Arguments.of(method, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyFaultOfEveryMethod")
    void n1_whatever_a_plugin_throws_polls_go_on(String method, String fault) {
        start(method, fault);
        telegram.on("copyMessage").times(1).answer(Answer.error(403, "Forbidden: bot was kicked"));
        telegram.post(TestBot.S, "one");
        telegram.post(TestBot.OWNER, "/watch");
        if (TAKE_TIME.contains(method)) {
            bot.advance(Duration.ofMinutes(6));
        }
        telegram.post(TestBot.S, "two");
        bot.await("the second message", () -> texts(TestBot.A).contains("two"));
        assertEquals(200, bot.get("/livez").status());
        assertTrue(!bot.ended());
    }

    @ParameterizedTest
    @ValueSource(strings = {"firstSeen"})
    void n2_a_role_that_hangs_turns_health_red(String method) {
        start(method, "hang");
        telegram.post(TestBot.S, "one");
        bot.advanceUntil("red", () -> bot.get("/livez").status() == 503);
        pass(Duration.ofSeconds(90), Duration.ofSeconds(10));
        String body = bot.get("/healthz").body();
        assertTrue(body.contains("module: shaky has not returned from firstSeen for"), body);
        assertTrue(body.contains("polling: overdue for"), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "stats"})
    void n2_what_the_scheduler_calls_is_given_up_and_the_bot_is_well(String method) {
        start(method, "hang");
        bot.advance(Duration.ofMinutes(12));
        telegram.post(TestBot.S, "one");
        bot.awaitDelivered(TestBot.A, 1);
        assertEquals(200, bot.get("/livez").status());
        assertEquals(200, bot.get("/healthz").status());
    }

    @Test
    void n4_an_empty_answer_that_comes_at_once_is_followed_by_a_growing_pause() {
        bot.start("", S_TO_A);
        bot.settle();
        telegram.on("getUpdates").always().answer(Answer.http(200, "application/json", "{\"ok\":true,\"result\":[]}"));
        long before = telegram.count("getUpdates");
        Instant since = bot.time.now();
        bot.advanceUntil("ten polls", () -> telegram.count("getUpdates") >= before + 10);
        Duration passed = Duration.between(since, bot.time.now());
        assertTrue(passed.compareTo(Duration.ofSeconds(2)) > 0, passed::toString);
    }
}
