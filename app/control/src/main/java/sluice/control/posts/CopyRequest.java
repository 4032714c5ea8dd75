package sluice.control.posts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.control.posts.PostRanges.Range;

/**
 * Posts that are to be copied into the private chat with a user or to the destination of a watch, and how far that is. Immutable.
 *
 * @param user the user who asked for it and is told how far it is; 0 for somebody on the web page
 * @param request the message that asked for it, which names it among those of the user; 0 on the web page
 * @param language the user's language
 * @param source the chat in which the posts stand
 * @param link the link to that chat, for what is left; empty for a watch
 * @param first the first post
 * @param last the last post
 * @param next the post that comes next; behind the last when nothing is left, which may be more than an int holds
 * @param underWay the number of posts, from the next one on, in a call whose end is not known yet
 * @param copied the number that arrived
 * @param missing the number that do not exist or cannot be copied
 * @param unknown the posts of which nobody knows whether they arrived
 * @param progress the message that shows how far it is; 0 for none
 * @param cancelled true if the user wants no more of it
 * @param watch the id of the watch whose destination it goes to, in the way of that watch; empty for the private chat
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
        List<Range> unknown,
        int progress,
        boolean cancelled,
        String watch) {

    /** The most posts of one copy request to a private chat. */
    public static final int MAX_POSTS = 500;

    /** The most posts of one copy request of a watch. */
    public static final int MAX_WATCH_POSTS = 10_000;

    /** The most posts that Telegram copies by one call. */
    private static final int MAX_IN_CALL = 100;

    /** Of a watch: what a group takes in a minute. More at once, and Telegram would hold up what comes meanwhile. */
    private static final int MAX_IN_WATCH_CALL = 20;

    /** Copy requests that are done one after the other: those of a user, or that of a watch. */
    record Lane(long user, String watch) {

        /** Its name in the log. */
        @Override
        public String toString() {
            return watch.isEmpty() ? "user " + user : "watch " + watch;
        }
    }

    /** Takes a copy and checks that nothing is missing. */
    public CopyRequest {
        requireNonNull(language, "language");
        requireNonNull(link, "link");
        requireNonNull(watch, "watch");
        unknown = List.copyOf(unknown);
        if (first < 1 || last < first || next < first || next > last + 1L) {
            throw new IllegalArgumentException(
                    "no posts in a row: " + first + " to " + last + ", of which " + next + " comes next");
        }
    }

    /** A copy request that has not begun, of at most {@link #MAX_POSTS} posts. */
    public static CopyRequest of(long user, int request, Language language, long source, PostLink link) {
        return of(user, request, language, source, link, "");
    }

    /** A copy request of a watch that has not begun, of at most {@link #MAX_WATCH_POSTS} posts of its source. */
    public static CopyRequest of(long user, int request, Language language, String watch, long source, Range range) {
        PostLink posts = new PostLink("", "", range.first(), range.last());
        return of(user, request, language, source, posts, watch);
    }

    private static CopyRequest of(long user, int request, Language language, long source, PostLink link, String watch) {
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
                false,
                watch);
    }

    /** True if it goes to the destination of a watch. */
    public boolean goesToWatch() {
        return !watch.isEmpty();
    }

    /** The number of posts that it covers, 1 or more. */
    public int size() {
        return last - first + 1;
    }

    /** The number of posts that are done with, whatever came of them. */
    public int done() {
        return (int) (next - first);
    }

    /** The number of posts done with, copied and missing, in words. */
    public String counts(Texts texts) {
        String counts = texts.get("posts.done", done(), size(), copied);
        return missing == 0 ? counts : counts + texts.get("posts.done-missing", missing);
    }

    /** How it has ended, in words. */
    public String ended(Texts texts, Progress.End end, String where) {
        boolean none = end == Progress.End.DONE && copied == 0 && unknown.isEmpty();
        return texts.get(none ? "posts.end-none" : "posts.end." + end, where, posts());
    }

    /** The posts that it covers, such as {@code 12} or {@code 12-20}. */
    public String posts() {
        return new Range(first, last).toString();
    }

    /** The posts that are left, such as {@code 12-20}; empty when none are. */
    public String left() {
        return isOver() ? "" : new Range((int) next, last).toString();
    }

    /** What came of it, line by line, with a detail in the words of Telegram that may be empty. */
    public List<String> outcome(Texts texts, String detail) {
        List<String> lines = new ArrayList<>(List.of(counts(texts)));
        if (!detail.isEmpty()) {
            lines.add(detail);
        }
        if (missing > 0) {
            lines.add(texts.get("posts.missing"));
        }
        if (!unknown.isEmpty()) {
            String posts = unknown.stream().map(Range::toString).collect(Collectors.joining(", "));
            lines.add(texts.get(goesToWatch() ? "posts.unknown-watch" : "posts.unknown", posts));
        }
        return lines;
    }

    /** True if it is another state of the same copy request. A watch has one at a time. */
    boolean isSame(CopyRequest other) {
        return user == other.user && request == other.request && watch.equals(other.watch);
    }

    Lane lane() {
        return new Lane(goesToWatch() ? 0 : user, watch);
    }

    boolean isOver() {
        return next > last;
    }

    /** The posts of the next call. */
    List<Integer> nextPosts() {
        return LongStream.rangeClosed(
                        next, Math.min(last, next + (goesToWatch() ? MAX_IN_WATCH_CALL : MAX_IN_CALL) - 1))
                .mapToObj(Math::toIntExact)
                .toList();
    }

    /** A call for some posts is about to be made. */
    CopyRequest begun(int posts) {
        return with(next, posts, copied, missing, unknown, progress, cancelled);
    }

    /** The call had no effect. */
    CopyRequest notDone() {
        return begun(0);
    }

    /** The call has ended, and so many posts arrived by it. */
    CopyRequest arrived(int posts) {
        return with(next + underWay, 0, copied + posts, missing + underWay - posts, unknown, progress, cancelled);
    }

    /** Nobody will know what became of the call. */
    CopyRequest lost() {
        List<Range> all = new ArrayList<>(unknown);
        all.add(new Range((int) next, (int) (next + underWay - 1)));
        return with(next + underWay, 0, copied, missing, all, progress, cancelled);
    }

    CopyRequest showing(int message) {
        return with(next, underWay, copied, missing, unknown, message, cancelled);
    }

    CopyRequest cancel() {
        return with(next, underWay, copied, missing, unknown, progress, true);
    }

    private CopyRequest with(
            long newNext,
            int newUnderWay,
            int newCopied,
            int newMissing,
            List<Range> newUnknown,
            int newProgress,
            boolean newCancelled) {
        return new CopyRequest(
                user,
                request,
                language,
                source,
                link,
                first,
                last,
                newNext,
                newUnderWay,
                newCopied,
                newMissing,
                newUnknown,
                newProgress,
                newCancelled,
                watch);
    }
}
