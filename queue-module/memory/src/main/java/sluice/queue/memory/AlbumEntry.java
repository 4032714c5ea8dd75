package sluice.queue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Job;
import sluice.api.Payload;

/** An album that may get further members. It stands where its first member stands. */
final class AlbumEntry extends Entry {

    private final String key;
    private final Instant latest;
    private Instant waitsUntil;

    AlbumEntry(Job first, Album album, long arrival, Instant now) {
        super(first.due(), arrival, new ArrayList<>(List.of(first)));
        this.key = album.key();
        this.latest = now.plus(Album.MAX_WAIT);
        this.waitsUntil = waitAfter(album, now);
    }

    /** The album that a job belongs to. */
    static Optional<Album> albumOf(Job job) {
        return job.payload() instanceof Payload.Relay relay ? relay.album() : Optional.empty();
    }

    String key() {
        return key;
    }

    boolean complete() {
        return jobs().size() >= Album.MAX_MEMBERS;
    }

    /** Adds a member at its place by message id; {@code false} for a message that is here already. */
    boolean add(Job member, Album album, Instant now) {
        List<Job> members = jobs();
        int id = messageId(member);
        int place = members.size();
        while (place > 0 && messageId(members.get(place - 1)) >= id) {
            place--;
        }
        if (place < members.size() && messageId(members.get(place)) == id) {
            return false;
        }
        members.add(place, member);
        waitsUntil = complete() ? Instant.MIN : waitAfter(album, now);
        return true;
    }

    @Override
    Instant readyAt(boolean flushing) {
        return flushing || waitsUntil.isBefore(due()) ? due() : waitsUntil;
    }

    private Instant waitAfter(Album album, Instant now) {
        if (album.quiet().isZero()) {
            return Instant.MIN;
        }
        // A quiet time of years must not overflow.
        Duration quiet = album.quiet().compareTo(Album.MAX_WAIT) < 0 ? album.quiet() : Album.MAX_WAIT;
        Instant quietAt = now.plus(quiet);
        return quietAt.isBefore(latest) ? quietAt : latest;
    }

    private static int messageId(Job member) {
        return ((Payload.Relay) member.payload()).messageId();
    }
}
