package sluice.app.posts;

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

/** The errands that are not over, each change of which is kept before it counts. This class is thread-safe. */
public final class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    /** The most errands of one user. */
    public static final int MAX_EACH = 10;

    /** The most errands of all users, and the most users whose newest request is remembered. */
    static final int MAX_ALL = 1_000;

    /** What became of an errand that somebody asked for. */
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

    private final ErrandFile file;

    @Bounded("MAX_ALL")
    private List<Errand> errands;

    @Bounded("MAX_ALL")
    private Map<Long, Integer> newest;

    /**
     * Those that an earlier process has left.
     *
     * @param dataDir where they are kept; it can be written
     */
    public Errands(Path dataDir) {
        file = new ErrandFile(dataDir);
        ErrandFile.Content content = new ErrandFile.Content(List.of(), Map.of());
        try {
            content = file.read();
        } catch (IOException e) {
            LOG.error("which posts were being copied cannot be read, so that it does not go on: {}", e.toString());
        }
        errands = content.errands();
        newest = content.newest();
    }

    /**
     * Takes an errand.
     *
     * @param errand the errand, not begun
     * @return what became of it
     * @throws ErrandException when it cannot be kept; then it was not taken
     */
    public synchronized Taken add(Errand errand) {
        if (newest.getOrDefault(errand.user(), 0) >= errand.request()) {
            return Taken.KNOWN;
        }
        long own = errands.stream().filter(one -> one.user() == errand.user()).count();
        if (own >= MAX_EACH || errands.size() >= MAX_ALL) {
            return Taken.TOO_MANY;
        }
        List<Errand> all = new ArrayList<>(errands);
        all.add(errand);
        Map<Long, Integer> requests = new HashMap<>(newest);
        if (requests.size() >= MAX_ALL) {
            requests.clear();
        }
        requests.put(errand.user(), errand.request());
        keep(all, requests);
        return own == 0 ? Taken.FIRST : Taken.BEHIND;
    }

    /**
     * Marks an errand as unwanted.
     *
     * @param user who asked for it
     * @param request the message that asked for it
     * @return {@code false} when there is none such, or it is over
     * @throws ErrandException when that cannot be kept; then nothing has changed
     */
    public synchronized boolean cancel(long user, int request) {
        return change(user, request, Errand::cancel).isPresent();
    }

    synchronized Set<Long> users() {
        return errands.stream().map(Errand::user).collect(Collectors.toSet());
    }

    synchronized Optional<Errand> next(long user) {
        return errands.stream().filter(errand -> errand.user() == user).findFirst();
    }

    synchronized Optional<Errand> find(long user, int request) {
        return errands.stream()
                .filter(errand -> errand.user() == user && errand.request() == request)
                .findFirst();
    }

    /** Changes an errand, and returns it as it is now; empty when there is none such any more. */
    synchronized Optional<Errand> change(long user, int request, UnaryOperator<Errand> change) {
        Optional<Errand> changed = find(user, request).map(change);
        changed.ifPresent(now -> keep(
                errands.stream()
                        .map(errand -> errand.user() == user && errand.request() == request ? now : errand)
                        .toList(),
                newest));
        return changed;
    }

    synchronized void remove(Errand over) {
        keep(
                errands.stream()
                        .filter(errand -> errand.user() != over.user() || errand.request() != over.request())
                        .toList(),
                newest);
    }

    private void keep(List<Errand> all, Map<Long, Integer> requests) {
        try {
            file.write(new ErrandFile.Content(all, requests));
        } catch (IOException e) {
            throw new ErrandException("posts.json cannot be written: " + e, e);
        }
        errands = List.copyOf(all);
        newest = Map.copyOf(requests);
    }
}
