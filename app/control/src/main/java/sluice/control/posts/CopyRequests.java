package sluice.control.posts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.MessageQueue;

/**
 * The copy requests that are not over. Each change of one is kept in the store of the queue before it counts, so that who has lost the bot
 * to another process makes no call. This class is thread-safe.
 */
public final class CopyRequests {

    private static final Logger LOG = LoggerFactory.getLogger(CopyRequests.class);

    /** The name of the text in the queue. */
    private static final String NAME = "posts";

    /** The most copy requests of one user, besides those of watches. */
    private static final int MAX_EACH = 10;

    /** The most copy requests of all users, and the most users whose newest request is remembered. */
    static final int MAX_ALL = 1_000;

    /** The answer to a copy request that somebody asked for. */
    public enum Taken {
        /** It is next. */
        FIRST,
        /** It comes after others of the user. */
        BEHIND,
        /** The watch has one that is not over. */
        BUSY,
        /** It was asked for by this message before: Telegram tells again what was not confirmed before a restart. */
        KNOWN,
        /** There is no room for it. */
        TOO_MANY
    }

    private final MessageQueue queue;

    @Bounded("MAX_ALL")
    private List<CopyRequest> copyRequests;

    @Bounded("MAX_ALL")
    private Map<Long, Integer> newest;

    /**
     * Those that an earlier process has left.
     *
     * @param queue keeps them
     * @param dataDir where an earlier version kept them in a file, which is taken over
     * @throws RuntimeException when they cannot be read now
     */
    public CopyRequests(MessageQueue queue, Path dataDir) {
        this.queue = queue;
        Optional<String> kept = queue.text(NAME);
        CopyRequestText content = CopyRequestText.NONE;
        try {
            Path file = dataDir.resolve("posts.json");
            if (Files.exists(file)) {
                content = takeOver(file, kept);
            } else if (kept.isPresent()) {
                content = CopyRequestText.of(kept.get());
            }
        } catch (IOException e) {
            LOG.error("cannot read the unfinished copies of posts, they do not continue: {}", e.toString());
        }
        copyRequests = content.copyRequests();
        newest = content.newest();
    }

    /** What the queue keeps is newer than the file. If it cannot keep it now, no call is made before it can. */
    private CopyRequestText takeOver(Path file, Optional<String> kept) throws IOException {
        String text = kept.isPresent() ? kept.get() : Files.readString(file);
        CopyRequestText content = CopyRequestText.of(text);
        if (kept.isPresent() || queue.keepText(NAME, text)) {
            Files.delete(file);
            LOG.info("the unfinished copies of posts are kept by the queue now; {} is removed", file);
        }
        return content;
    }

    /**
     * Takes a copy request that has not begun. When it cannot be kept, a {@link CopyRequestException} is thrown and it
     * was not taken.
     */
    synchronized Taken add(CopyRequest copyRequest) {
        boolean asked = !copyRequest.goesToWatch();
        if (asked && newest.getOrDefault(copyRequest.user(), 0) >= copyRequest.request()) {
            return Taken.KNOWN;
        }
        long own = copyRequests.stream()
                .filter(one -> one.lane().equals(copyRequest.lane()))
                .count();
        if (!asked && own > 0) {
            return Taken.BUSY;
        }
        if (own >= MAX_EACH || copyRequests.size() >= MAX_ALL) {
            return Taken.TOO_MANY;
        }
        List<CopyRequest> all = new ArrayList<>(copyRequests);
        all.add(copyRequest);
        Map<Long, Integer> requests = new HashMap<>(newest);
        if (requests.size() >= MAX_ALL) {
            requests.clear();
        }
        if (copyRequest.request() > 0) {
            // A message that named posts of a watch is no link for this chat when Telegram tells it again.
            requests.merge(copyRequest.user(), copyRequest.request(), Math::max);
        }
        keep(all, requests);
        return own == 0 ? Taken.FIRST : Taken.BEHIND;
    }

    synchronized Set<CopyRequest.Lane> lanes() {
        return copyRequests.stream().map(CopyRequest::lane).collect(Collectors.toSet());
    }

    synchronized Optional<CopyRequest> next(CopyRequest.Lane lane) {
        return copyRequests.stream().filter(one -> one.lane().equals(lane)).findFirst();
    }

    /** The one that a user asked for by a message in the chat. */
    synchronized Optional<CopyRequest> find(long user, int request) {
        return copyRequests.stream()
                .filter(one -> one.user() == user && one.request() == request)
                .findFirst();
    }

    /** A copy request as it is now; empty when it is over. */
    synchronized Optional<CopyRequest> now(CopyRequest copyRequest) {
        return copyRequests.stream().filter(one -> one.isSame(copyRequest)).findFirst();
    }

    /**
     * Changes a copy request, and returns it as it is now; empty when there is none such any more. When that cannot be
     * kept, a {@link CopyRequestException} is thrown and nothing has changed.
     */
    synchronized Optional<CopyRequest> change(CopyRequest which, UnaryOperator<CopyRequest> change) {
        Optional<CopyRequest> changed = now(which).map(change);
        changed.ifPresent(now -> {
            List<CopyRequest> all = new ArrayList<>(copyRequests);
            all.replaceAll(one -> one.isSame(which) ? now : one);
            keep(all, newest);
        });
        return changed;
    }

    synchronized void remove(CopyRequest over) {
        List<CopyRequest> all = new ArrayList<>(copyRequests);
        all.removeIf(one -> one.isSame(over));
        keep(all, newest);
    }

    private void keep(List<CopyRequest> all, Map<Long, Integer> requests) {
        if (!queue.keepText(NAME, new CopyRequestText(all, requests).text())) {
            throw new CopyRequestException(queue.problem().orElse("the queue cannot keep it now"));
        }
        copyRequests = List.copyOf(all);
        newest = Map.copyOf(requests);
    }
}
