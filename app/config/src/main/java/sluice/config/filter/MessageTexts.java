package sluice.config.filter;

import java.util.List;
import sluice.api.Bounded;

/**
 * The text or caption of a message, or the captions of an album, to be judged by the filters of any number of watches: what they
 * need of it is worked out once, when the first of them asks. Not thread-safe.
 */
public final class MessageTexts {

    @Bounded("the members of an album")
    private final List<String> written;

    @Bounded("the members of an album")
    private List<String> folded;

    private MessageTexts(List<String> written) {
        this.written = written;
    }

    /** The text or caption of a message; empty if it has none. */
    public static MessageTexts of(String text) {
        return of(List.of(text));
    }

    /** The captions of an album; empty texts are allowed. */
    public static MessageTexts of(List<String> texts) {
        return new MessageTexts(texts);
    }

    public List<String> written() {
        return written;
    }

    List<String> folded() {
        if (folded == null) {
            folded = written.stream().map(Folding::fold).toList();
        }
        return folded;
    }
}
