package sluice.host.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sluice.api.PeerFailure;
import sluice.api.Peers;

/** Peers that may fail: a chat then counts as usable, and a failure of it as one to be retried in a minute. */
public record GuardedPeers(String name, Peers target, Guard guard, Clock clock) implements Peers {

    private static final Duration COOLDOWN = Duration.ofSeconds(60);

    /** Sooner, a chat that has failed would be called without a pause. */
    private static final Duration MIN_COOLDOWN = Duration.ofMillis(500);

    /** The most that {@code peer.retry-cooldown} may be; later, the chat would hardly ever be called again. */
    private static final Duration MAX_COOLDOWN = Duration.ofHours(24);

    @Override
    public boolean succeeded(long chatId) {
        return guard.call(name, "succeeded", () -> target.succeeded(chatId), false);
    }

    @Override
    public PeerFailure failed(long chatId, String reason) {
        Instant now = clock.instant();
        PeerFailure unrecorded = new PeerFailure(chatId, reason, now, now.plus(COOLDOWN), 1);
        return guard.call(
                name, "failed", () -> plausible(target.failed(chatId, reason), now.plus(MIN_COOLDOWN)), unrecorded);
    }

    @Override
    public Optional<PeerFailure> failure(long chatId) {
        return guard.call(
                name,
                "failure",
                () -> target.failure(chatId).map(failure -> plausible(failure, Instant.MIN)),
                Optional.empty());
    }

    @Override
    public List<Long> outlived() {
        return guard.call(name, "outlived", () -> List.copyOf(target.outlived()), List.of());
    }

    private PeerFailure plausible(PeerFailure failure, Instant earliest) {
        Instant latest = clock.instant().plus(MAX_COOLDOWN);
        if (failure.retryAt().isBefore(earliest) || failure.retryAt().isAfter(latest)) {
            throw new PluginException("it answered to try again at " + failure.retryAt() + ", which is too "
                    + (failure.retryAt().isAfter(latest) ? "late" : "soon"));
        }
        return failure;
    }
}
