package sluice.engine.route;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sluice.api.ContentDeduplicator;
import sluice.api.ContentKey;
import sluice.api.Facts;
import sluice.api.Job;
import sluice.api.MessageDetails;
import sluice.api.Payload;
import sluice.config.filter.Folding;

/**
 * Recognizes contents that were sent to the same destination before. A content is a text or caption without regard to case and
 * blanks, or else a file. It counts once it has arrived, so that a retry is no repeat. This class is thread-safe.
 */
public final class Repeats {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private final Router router;
    private final ContentDeduplicator deduplicator;

    /** Repeats for the watches of a router. */
    public Repeats(Router router, ContentDeduplicator deduplicator) {
        this.router = router;
        this.deduplicator = deduplicator;
    }

    /** True if a watch is to skip a message, or an album of several, because its content was sent before. */
    public boolean isRepeat(Route route, Job first, List<Payload.Relay> relays) {
        return route.watch().sending().skipRepeats()
                && key(route, first, relays).filter(deduplicator::wasSent).isPresent();
    }

    /** A message or an album has arrived. It is remembered where any watch skips repeats. */
    public void sent(Job first, List<Payload.Relay> relays) {
        if (router.skipsRepeatsTo(first.destination())) {
            router.route(first.watch())
                    .flatMap(route -> key(route, first, relays))
                    .ifPresent(deduplicator::sent);
        }
    }

    private static Optional<ContentKey> key(Route route, Job first, List<Payload.Relay> relays) {
        List<String> texts = relays.stream().map(Payload.Relay::text).toList();
        return (route.extracts() ? List.of(route.extract(texts)) : texts)
                .stream()
                        .map(Repeats::normalized)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .map(text -> "text " + text)
                        .or(() -> file(relays))
                        .map(content -> key(first, content));
    }

    private static Optional<String> file(List<Payload.Relay> relays) {
        return relays.stream()
                .flatMap(relay -> relay.details().flatMap(MessageDetails::facts).map(Facts::content).stream())
                .filter(content -> !content.isEmpty())
                .findFirst()
                .map(content -> "file " + content);
    }

    private static String normalized(String text) {
        return BLANKS.matcher(Folding.fold(text)).replaceAll(" ").strip();
    }

    private static ContentKey key(Job first, String content) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
            return new ContentKey(first.destination(), first.topic(), hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
