package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.PeerFailure;
import sluice.api.Peers;

/** The contract that the host relies on in all {@link Peers}. */
public abstract class PeersContractTest {

    private static final long CHAT = -1_001_111_111_111L;
    private static final String KICKED = "Forbidden: bot was kicked from the supergroup chat";

    /** For subclasses. */
    protected PeersContractTest() {}

    /**
     * Makes new peers and starts them, with a cooldown of 60 s, a cleanup age of 24 h, and room for at least 10 chats.
     *
     * @param time their clock and ticker
     * @return the peers
     */
    protected abstract Peers started(FakeTime time);

    /** The failure holds its cause, its start and its end. */
    @Test
    public void a_failure_is_remembered_with_its_cooldown() {
        Peers peers = started(new FakeTime());
        PeerFailure failure = new PeerFailure(CHAT, KICKED, FakeTime.START, FakeTime.START.plusSeconds(60), 1);
        assertEquals(failure, peers.failed(CHAT, KICKED));
        assertEquals(Optional.of(failure), peers.failure(CHAT));
        assertEquals(Optional.empty(), peers.failure(CHAT - 1));
    }

    /** The row of failures begins with the first, the cooldown with the last. */
    @Test
    public void failing_again_lengthens_the_row() {
        FakeTime time = new FakeTime();
        Peers peers = started(time);
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofMinutes(2));
        PeerFailure again = peers.failed(CHAT, KICKED);
        assertEquals(FakeTime.START, again.since());
        assertEquals(time.instant().plusSeconds(60), again.retryAt());
        assertEquals(2, again.failures());
    }

    /** And says that it did, so that a chat that works again can be told of. */
    @Test
    public void success_clears_a_failure() {
        Peers peers = started(new FakeTime());
        assertFalse(peers.succeeded(CHAT));
        peers.failed(CHAT, KICKED);
        assertTrue(peers.succeeded(CHAT));
        assertEquals(Optional.empty(), peers.failure(CHAT));
        assertFalse(peers.succeeded(CHAT));
        assertEquals(1, peers.failed(CHAT, KICKED).failures());
    }

    /** Messages that wait for them become dead letters. */
    @Test
    public void chats_that_failed_for_the_whole_cleanup_age_are_outlived() {
        FakeTime time = new FakeTime();
        Peers peers = started(time);
        peers.failed(CHAT, KICKED);
        time.advance(Duration.ofHours(23));
        peers.failed(CHAT, KICKED);
        peers.failed(CHAT - 1, KICKED);
        assertEquals(List.of(), peers.outlived());
        time.advance(Duration.ofHours(1));
        assertEquals(List.of(CHAT), peers.outlived());
    }

    /** The log and the pages show them for whatever module plays the role. */
    @Test
    public void it_reports_the_figures_of_the_role() {
        Figures.assertReported(
                started(new FakeTime()), List.of("cached_peers", "failed_peers", "retry_cooldown", "cleanup_age"));
    }
}
