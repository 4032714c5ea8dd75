package sluice.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.CleanupContext;
import sluice.api.PeerFailure;
import sluice.api.SettingsException;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class CooldownPeersTest {

    private static final long CHAT = -1_001_111_111_111L;
    private static final String KICKED = "Forbidden: bot was kicked from the supergroup chat";

    private final FakeTime time = new FakeTime();
    private final CooldownPeers peers = started("10000", "10000");

    private CooldownPeers started(String maxPeers, String maxFailed) {
        CooldownPeers made = new CooldownPeers();
        made.start(Contexts.of(
                time,
                "max-peers",
                maxPeers,
                "retry-cooldown",
                "60s",
                "cleanup-age",
                "24h",
                "max-failed",
                maxFailed,
                "max-waiting",
                "100"));
        return made;
    }

    private void failAll(CooldownPeers peers, int from, int to) {
        for (int chat = from; chat <= to; chat++) {
            peers.failed(chat, KICKED);
        }
    }

    private void succeedAll(CooldownPeers peers, int from, int to) {
        for (int chat = from; chat <= to; chat++) {
            peers.succeeded(chat);
        }
    }

    private boolean coolsDown(long chat) {
        return peers.failure(chat)
                .filter(failure -> time.instant().isBefore(failure.retryAt()))
                .isPresent();
    }

    @Test
    void a_first_failure_says_why_since_when_and_until_when() {
        PeerFailure failure = peers.failed(CHAT, KICKED);
        assertEquals(new PeerFailure(CHAT, KICKED, FakeTime.START, FakeTime.START.plusSeconds(60), 1), failure);
        assertEquals(Optional.of(failure), peers.failure(CHAT));
        assertTrue(peers.failure(CHAT + 1).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, false", "61, false"})
    void a_failed_chat_cools_down_for_60_seconds(int seconds, boolean coolsDown) {
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofSeconds(seconds));
        assertEquals(coolsDown, coolsDown(CHAT));
        assertTrue(peers.failure(CHAT).isPresent(), "it has failed until it works");
    }

    @Test
    void the_cooldown_counts_from_the_last_failure_and_the_row_from_the_first() {
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofSeconds(61));
        PeerFailure second = peers.failed(CHAT, "Bad Request: chat not found");
        assertEquals(
                new PeerFailure(
                        CHAT, "Bad Request: chat not found", FakeTime.START, FakeTime.START.plusSeconds(121), 2),
                second);
    }

    @Test
    void success_clears_the_failure_and_begins_a_new_row() {
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofSeconds(60));
        assertTrue(peers.succeeded(CHAT));
        assertFalse(peers.succeeded(CHAT));
        assertTrue(peers.failure(CHAT).isEmpty());
        PeerFailure next = peers.failed(CHAT, KICKED);
        assertEquals(time.instant(), next.since());
        assertEquals(1, next.failures());
    }

    @Test
    void a_chat_works_or_has_failed_and_never_both() {
        peers.succeeded(CHAT);
        assertEquals(1, peers.stats().count("cached_peers"));
        peers.failed(CHAT, KICKED);
        assertEquals(0, peers.stats().count("cached_peers"));
        assertEquals(1, peers.stats().count("failed_peers"));
        peers.succeeded(CHAT);
        assertEquals(1, peers.stats().count("cached_peers"));
        assertEquals(0, peers.stats().count("failed_peers"));
    }

    @ParameterizedTest
    @CsvSource({"PT23H59M59S, false", "PT24H, true", "PT24H1S, true"})
    void a_chat_that_failed_for_24_hours_is_outlived_and_cleaned(Duration age, boolean outlived) {
        peers.failed(CHAT, KICKED);
        time.advance(age);
        assertEquals(outlived ? List.of(CHAT) : List.of(), peers.outlived());
        assertEquals(outlived ? 1 : 0, peers.clean(CleanupContext.scheduled()).removed());
        assertEquals(outlived, peers.failure(CHAT).isEmpty());
    }

    @Test
    void failing_again_does_not_make_a_row_younger() {
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofHours(23));
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofHours(1));
        assertEquals(List.of(CHAT), peers.outlived());
    }

    @Test
    void a_chat_that_worked_meanwhile_is_not_cleaned() {
        peers.failed(CHAT, KICKED);
        peers.failed(CHAT + 1, KICKED);
        time.advance(Duration.ofHours(24));
        assertEquals(2, peers.outlived().size());
        peers.succeeded(CHAT);
        peers.failed(CHAT, KICKED);
        assertEquals(1, peers.clean(CleanupContext.scheduled()).removed());
        assertTrue(peers.failure(CHAT).isPresent());
        assertTrue(peers.failure(CHAT + 1).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"9999, 9999, true", "10000, 10000, true", "10001, 10000, false"})
    void the_failed_chats_are_capped_and_the_oldest_goes(int failed, int kept, boolean firstThere) {
        failAll(peers, 1, failed);
        assertEquals(kept, peers.stats().count("failed_peers"));
        assertEquals(firstThere, peers.failure(1).isPresent());
        assertTrue(peers.failure(failed).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"9999, 9999", "10000, 10000", "10001, 10000"})
    void the_working_chats_are_capped(int working, int kept) {
        succeedAll(peers, 1, working);
        assertEquals(kept, peers.stats().count("cached_peers"));
    }

    @Test
    void a_chat_that_failed_again_just_now_is_not_the_oldest_and_asking_changes_nothing() {
        CooldownPeers few = started("3", "3");
        failAll(few, 1, 3);
        few.failed(1, KICKED);
        few.failure(2);
        failAll(few, 4, 4);
        assertTrue(few.failure(1).isPresent());
        assertTrue(few.failure(2).isEmpty());
    }

    @Test
    void both_caps_hold_at_every_moment_while_many_threads_write() throws InterruptedException {
        CooldownPeers few = started("30", "20");
        AtomicInteger broken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = i * 10_000;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int chat = first; chat < first + 2_000; chat++) {
                    few.failed(chat, KICKED);
                    few.succeeded(chat + 5_000);
                    if (few.stats().count("failed_peers") > 20 || few.stats().count("cached_peers") > 30) {
                        broken.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, broken.get());
        assertEquals(20, few.stats().count("failed_peers"));
        assertEquals(30, few.stats().count("cached_peers"));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0", "0.01, 1", "0.5, 20", "1.0, 40"})
    void under_pressure_a_share_of_the_working_chats_goes_and_no_failure(double pressure, int removed) {
        succeedAll(peers, 1, 40);
        failAll(peers, 101, 105);
        assertEquals(removed, peers.clean(CleanupContext.pressure(pressure)).removed());
        assertEquals(40 - removed, peers.stats().count("cached_peers"));
        assertEquals(5, peers.stats().count("failed_peers"));
    }

    @Test
    void a_reason_is_kept_to_a_length_without_half_a_character() {
        assertEquals("x".repeat(256), peers.failed(1, "x".repeat(256)).reason());
        assertEquals("x".repeat(256), peers.failed(2, "x".repeat(257)).reason());
        assertEquals(
                "x".repeat(255),
                peers.failed(3, "x".repeat(255) + "\uD83E\uDDF9").reason());
    }

    @Test
    void figures_are_exactly_these() {
        succeedAll(peers, 1, 2);
        failAll(peers, 3, 5);
        Map<String, Number> expected = new LinkedHashMap<>();
        expected.put("cached_peers", 2L);
        expected.put("failed_peers", 3L);
        expected.put("retry_cooldown", 60L);
        expected.put("cleanup_age", 86_400L);
        // What follows is beyond what every module of the role tells.
        expected.put("max_peers", 10_000L);
        expected.put("max_failed", 10_000L);
        assertEquals(expected, peers.stats().values());
        assertEquals(
                List.copyOf(expected.keySet()),
                List.copyOf(peers.stats().values().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-peers", "max-failed"})
    void a_cap_below_one_is_refused_by_name(String key) {
        boolean first = key.equals("max-peers");
        SettingsException thrown =
                assertThrows(SettingsException.class, () -> started(first ? "0" : "1", first ? "1" : "0"));
        assertTrue(thrown.getMessage().contains(key), thrown::getMessage);
    }
}
