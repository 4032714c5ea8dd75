package sluice.control.posts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.engine.deliver.SendPermits;
import sluice.engine.journal.Journal;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.telegram.ChatCalls;
import sluice.telegram.model.ChatFound;

/** Finds which old posts of a watch somebody means, and whether they can be copied. This class is thread-safe; a call may wait for Telegram. */
public final class PostRanges {

    private static final Pattern LAST = Pattern.compile("(?i)(?:last|最近|最后)\\s*([1-9][0-9]{0,8})");

    private static final Pattern BETWEEN = Pattern.compile("\\s*[-–—]\\s*|\\s+");

    private final ChatCalls calls;
    private final Router router;
    private final Journal journal;
    private final SendPermits sendPermits;

    public PostRanges(ChatCalls calls, Router router, Journal journal, SendPermits sendPermits) {
        this.calls = calls;
        this.router = router;
        this.journal = journal;
        this.sendPermits = sendPermits;
    }

    /** An answer: some posts in a row, or why there are none. */
    public sealed interface Answer {}

    /** Some posts in a row; of an answer, 1 to {@link CopyRequest#MAX_WATCH_POSTS} of the source of a watch. */
    public record Range(int first, int last) implements Answer {

        /** Their number. */
        public int size() {
            return last - first + 1;
        }

        /** Their numbers, such as {@code 12} or {@code 12-20}. */
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /** The reason why nothing can be copied, in words. */
    public record Refused(String reason) implements Answer {}

    /** The reason why no old posts of a watch can be copied at all; empty when they can. */
    public Optional<String> refusal(Watch watch, Texts texts) {
        if (watch.paused()) {
            return Optional.of(texts.get("posts.paused"));
        }
        return CopyWay.copiesWhole(watch) ? Optional.empty() : Optional.of(texts.get("posts.needs-text"));
    }

    /** The source of a watch as Telegram knows it now: a group may have become a supergroup. */
    public long source(Watch watch) {
        return router.route(watch.id()).map(Route::watch).orElse(watch).source();
    }

    /**
     * Reads posts as links or numbers: one, the first and the last, or {@code last} and how many.
     *
     * @param watch one that has no {@link #refusal}
     * @param text as somebody wrote it
     */
    public Answer find(Watch watch, String text, Texts texts) {
        String asked = text.strip();
        Matcher newest = LAST.matcher(asked);
        if (newest.matches()) {
            return last(watch, Long.parseLong(newest.group(1)), texts);
        }
        List<Optional<PostLink>> ends = PostLink.parse(asked).isPresent()
                ? List.of(PostLink.parse(asked))
                : BETWEEN.splitAsStream(asked).map(PostRanges::post).toList();
        if (ends.size() > 2 || ends.contains(Optional.<PostLink>empty())) {
            return new Refused(texts.get("posts.unclear"));
        }
        PostLink from = ends.getFirst().orElseThrow();
        PostLink to = ends.getLast().orElseThrow();
        if (!to.chat().equals(from.chat())
                && !to.chat().isEmpty()
                && !from.chat().isEmpty()) {
            return new Refused(texts.get("posts.other-chat"));
        }
        return inSource(watch, from.chat().isEmpty() ? to.chat() : from.chat(), from.first(), to.last(), texts);
    }

    /** A single post by its link or number; its chat is empty for a number. */
    private static Optional<PostLink> post(String text) {
        return text.matches("[1-9][0-9]{0,8}")
                ? Optional.of(new PostLink("", "", Integer.parseInt(text), Integer.parseInt(text)))
                : PostLink.parse(text);
    }

    private Answer last(Watch watch, long count, Texts texts) {
        long source = source(watch);
        OptionalInt newest = journal.find(entry -> entry.chat() == source, Integer.MAX_VALUE).stream()
                .mapToInt(entry -> entry.message())
                .max();
        return newest.isEmpty()
                ? new Refused(texts.get("posts.none-seen"))
                : inSource(watch, "", Math.max(1, newest.getAsInt() - count + 1), newest.getAsInt(), texts);
    }

    /** Asks Telegram whether posts of a chat, empty for the source, are such of the source and may be copied. */
    private Answer inSource(Watch watch, String chat, long first, int last, Texts texts) {
        long size = 1L + last - first;
        if (size < 1) {
            return new Refused(texts.get("posts.reversed", first, last));
        }
        if (size > CopyRequest.MAX_WATCH_POSTS) {
            return new Refused(texts.get("posts.too-long", size, CopyRequest.MAX_WATCH_POSTS));
        }
        long source = source(watch);
        String name = chat.isEmpty() ? Long.toString(source) : chat;
        return switch (calls.find(name)) {
            case ChatFound.Known known when known.id() != source -> new Refused(texts.get("posts.other-chat"));
            case ChatFound.Known known
            when known.protectedContent() -> new Refused(texts.get("posts.protected", known.title()));
            case ChatFound.Known _ -> new Range((int) first, last);
            case ChatFound.Unknown(String detail) -> new Refused(texts.get("posts.unseen", name, detail));
            case ChatFound.NotAsked(String detail) -> new Refused(texts.get("wrong.no-answer", detail));
        };
    }

    /** About how long it takes to copy posts to a chat at its pace, in words. */
    public String time(Range range, long chat, Texts texts) {
        Duration time = sendPermits.interval(chat).multipliedBy(range.size());
        return time.toHours() > 0
                ? texts.get("page.js.hours", time.toHours(), time.toMinutesPart())
                : texts.get("page.js.minutes", Math.max(1, Math.ceilDiv(time.toSeconds(), 60)));
    }
}
