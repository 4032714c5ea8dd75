package sluice.host.guard;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import sluice.api.PeerFailure;
import sluice.api.Peers;

/** Peers that may fail: a chat then counts as usable, and a failure of it as one to be retried in a minute. */
public record GuardedPeers(String name, Peers target, Guard guard, Clock clock) implements Peers {

    private static final int COOLDOWN_SECONDS = 60;

    @Override
    public boolean succeeded(long chatId) {
        return guard.call(name, "succeeded", () -> target.succeeded(chatId), false);
    }

    @Override
    public PeerFailure failed(long chatId, String reason) {
        PeerFailure unrecorded =
                new PeerFailure(chatId, reason, clock.instant(), clock.instant().plusSeconds(COOLDOWN_SECONDS), 1);
        return guard.call(name, "failed", () -> target.failed(chatId, reason), unrecorded);
    }

    @Override
    public Optional<PeerFailure> failure(long chatId) {
        return guard.call(name, "failure", () -> target.failure(chatId), Optional.empty());
    }

    @Override
    public List<Long> outlived() {
        return guard.call(name, "outlived", target::outlived, List.of());
    }
}
