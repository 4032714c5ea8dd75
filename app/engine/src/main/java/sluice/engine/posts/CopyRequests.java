package sluice.engine.posts;

import java.io.IOException;
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

/** The copy requests that are not over. Each change of one is kept before it counts. This class is thread-safe. */
public final class CopyRequests {

    private static final Logger LOG = LoggerFactory.getLogger(CopyRequests.class);

    /** The most copy requests of one user. */
    public static final int MAX_EACH = 10;

    /** The most copy requests of all users, and the most users whose newest request is remembered. */
    static final int MAX_ALL = 1_000;

    /** The answer to a copy request that somebody asked for. */
    public enum Taken {
        /** It is next. */
        FIRST,
        /** It comes after others of the user. */
        BEHIND,
        /** It was asked for by this message before: Telegram tells again what was not confirmed before a restart. */
        KNOWN,
        /** There is no room for it. */
        TOO_MANY
    }

    private final CopyRequestFile file;

    @Bounded("MAX_ALL")
    private List<CopyRequest> copyRequests;

    @Bounded("MAX_ALL")
    private Map<Long, Integer> newest;

    /**
     * Those that an earlier process has left.
     *
     * @param dataDir where they are kept; it can be written
     */
    public CopyRequests(Path dataDir) {
        file = new CopyRequestFile(dataDir);
        CopyRequestFile.Content content = new CopyRequestFile.Content(List.of(), Map.of());
        try {
            content = file.read();
        } catch (IOException e) {
            LOG.error("which posts were being copied cannot be read, so that it does not go on: {}", e.toString());
        }
        copyRequests = content.copyRequests();
        newest = content.newest();
    }

    /**
     * Takes a copy request.
     *
     * @param copyRequest the copy request, not begun
     * @return what became of it
     * @throws CopyRequestException when it cannot be kept; then it was not taken
     */
    public synchronized Taken add(CopyRequest copyRequest) {
        if (newest.getOrDefault(copyRequest.user(), 0) >= copyRequest.request()) {
            return Taken.KNOWN;
        }
        long own = copyRequests.stream()
                .filter(one -> one.user() == copyRequest.user())
                .count();
        if (own >= MAX_EACH || copyRequests.size() >= MAX_ALL) {
            return Taken.TOO_MANY;
        }
        List<CopyRequest> all = new ArrayList<>(copyRequests);
        all.add(copyRequest);
        Map<Long, Integer> requests = new HashMap<>(newest);
        if (requests.size() >= MAX_ALL) {
            requests.clear();
        }
        requests.put(copyRequest.user(), copyRequest.request());
        keep(all, requests);
        return own == 0 ? Taken.FIRST : Taken.BEHIND;
    }

    /**
     * Marks a copy request as unwanted.
     *
     * @param user who asked for it
     * @param request the message that asked for it
     * @return {@code false} when there is none such, or it is over
     * @throws CopyRequestException when that cannot be kept; then nothing has changed
     */
    public synchronized boolean cancel(long user, int request) {
        return change(user, request, CopyRequest::cancel).isPresent();
    }

    synchronized Set<Long> users() {
        return copyRequests.stream().map(CopyRequest::user).collect(Collectors.toSet());
    }

    synchronized Optional<CopyRequest> next(long user) {
        return copyRequests.stream()
                .filter(copyRequest -> copyRequest.user() == user)
                .findFirst();
    }

    synchronized Optional<CopyRequest> find(long user, int request) {
        return copyRequests.stream()
                .filter(copyRequest -> copyRequest.user() == user && copyRequest.request() == request)
                .findFirst();
    }

    /** Changes a copy request, and returns it as it is now; empty when there is none such any more. */
    synchronized Optional<CopyRequest> change(long user, int request, UnaryOperator<CopyRequest> change) {
        Optional<CopyRequest> changed = find(user, request).map(change);
        changed.ifPresent(now -> keep(
                copyRequests.stream()
                        .map(copyRequest ->
                                copyRequest.user() == user && copyRequest.request() == request ? now : copyRequest)
                        .toList(),
                newest));
        return changed;
    }

    synchronized void remove(CopyRequest over) {
        keep(
                copyRequests.stream()
                        .filter(copyRequest ->
                                copyRequest.user() != over.user() || copyRequest.request() != over.request())
                        .toList(),
                newest);
    }

    private void keep(List<CopyRequest> all, Map<Long, Integer> requests) {
        try {
            file.write(new CopyRequestFile.Content(all, requests));
        } catch (IOException e) {
            throw new CopyRequestException("posts.json cannot be written: " + e, e);
        }
        copyRequests = List.copyOf(all);
        newest = Map.copyOf(requests);
    }
}
