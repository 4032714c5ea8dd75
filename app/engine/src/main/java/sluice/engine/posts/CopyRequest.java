package sluice.engine.posts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import sluice.base.text.Language;

/**
 * Posts that are to be copied into the private chat with a user, and how far that is. Immutable.
 *
 * @param user who asked for it, and so the chat it goes to
 * @param request the message that asked for it, which names it among those of the user
 * @param language the user's language
 * @param source the chat in which the posts stand
 * @param link the link to that chat, for what is left
 * @param first the first post
 * @param last the last post, at most {@link #MAX_POSTS} in all
 * @param next the post that comes next; behind the last when nothing is left, which may be more than an int holds
 * @param underWay how many posts, from the next one on, a call was begun for whose end is not known yet
 * @param copied how many arrived
 * @param missing how many there are not, or cannot be copied
 * @param unknown the posts of which nobody knows whether they arrived
 * @param progress the message that shows how far it is; 0 for none
 * @param cancelled whether the user wants no more of it
 */
public record CopyRequest(
        long user,
        int request,
        Language language,
        long source,
        String link,
        int first,
        int last,
        long next,
        int underWay,
        int copied,
        int missing,
        List<Span> unknown,
        int progress,
        boolean cancelled) {

    /** The most posts of one copy request. */
    public static final int MAX_POSTS = 500;

    /** The most posts that Telegram copies by one call. */
    static final int MAX_IN_CALL = 100;

    /**
     * Some posts in a row.
     *
     * @param first the first of them
     * @param last the last of them
     */
    public record Span(int first, int last) {}

    /** Takes a copy and checks that nothing is missing. */
    public CopyRequest {
        requireNonNull(language, "language");
        requireNonNull(link, "link");
        unknown = List.copyOf(unknown);
        if (first < 1 || last < first || next < first || next > last + 1L) {
            throw new IllegalArgumentException(
                    "no posts in a row: " + first + " to " + last + ", of which " + next + " comes next");
        }
    }

    /**
     * A copy request that has not begun.
     *
     * @param user who asks for it
     * @param request the message that asks for it
     * @param language the user's language
     * @param source the chat in which the posts stand
     * @param link names the posts, at most {@link #MAX_POSTS} of them
     * @return a copy request of which nothing is copied yet
     */
    public static CopyRequest of(long user, int request, Language language, long source, PostLink link) {
        return new CopyRequest(
                user,
                request,
                language,
                source,
                link.base(),
                link.first(),
                link.last(),
                link.first(),
                0,
                0,
                0,
                List.of(),
                0,
                false);
    }

    /**
     * The number of posts that it covers.
     *
     * @return 1 or more
     */
    public int size() {
        return last - first + 1;
    }

    /**
     * The number of posts that are done with, whatever came of them.
     *
     * @return 0 or more
     */
    public int done() {
        return (int) (next - first);
    }

    boolean isOver() {
        return next > last;
    }

    /** The posts of the next call. */
    List<Integer> nextPosts() {
        return LongStream.rangeClosed(next, Math.min(last, next + MAX_IN_CALL - 1))
                .mapToObj(Math::toIntExact)
                .toList();
    }

    /** A call for some posts is about to be made. */
    CopyRequest begun(int posts) {
        return with(next, posts, copied, missing, unknown);
    }

    /** The call had no effect. */
    CopyRequest notDone() {
        return with(next, 0, copied, missing, unknown);
    }

    /** The call has ended, and so many posts arrived by it. */
    CopyRequest arrived(int posts) {
        return with(next + underWay, 0, copied + posts, missing + underWay - posts, unknown);
    }

    /** Nobody will know what became of the call. */
    CopyRequest lost() {
        List<Span> spans = new ArrayList<>(unknown);
        spans.add(new Span((int) next, (int) (next + underWay - 1)));
        return with(next + underWay, 0, copied, missing, spans);
    }

    CopyRequest showing(int message) {
        return new CopyRequest(
                user, request, language, source, link, first, last, next, underWay, copied, missing, unknown, message,
                cancelled);
    }

    CopyRequest cancel() {
        return new CopyRequest(
                user, request, language, source, link, first, last, next, underWay, copied, missing, unknown, progress,
                true);
    }

    private CopyRequest with(long nextPost, int nowUnderWay, int nowCopied, int nowMissing, List<Span> nowUnknown) {
        return new CopyRequest(
                user,
                request,
                language,
                source,
                link,
                first,
                last,
                nextPost,
                nowUnderWay,
                nowCopied,
                nowMissing,
                nowUnknown,
                progress,
                cancelled);
    }
}
