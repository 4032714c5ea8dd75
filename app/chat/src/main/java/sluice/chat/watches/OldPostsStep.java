package sluice.chat.watches;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.CopyRequestException;
import sluice.control.posts.CopyRequests.Taken;
import sluice.control.posts.PostRanges;
import sluice.control.posts.PostRanges.Range;
import sluice.control.posts.Posts;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks which old posts of the source are copied to the destination, and once more before they are. While they are, it shows how far that is. */
final class OldPostsStep extends DialogStep {

    private static final Logger LOG = LoggerFactory.getLogger(OldPostsStep.class);

    private static final int MAX_NAME = 64;

    private static final String FIRST = "first";
    private static final String LAST = "last";

    /** The message that named the posts. */
    private static final String REQUEST = "request";

    private final WatchPart part;
    private final Posts posts;
    private final PostRanges ranges;

    OldPostsStep(WatchPart part, Posts posts, PostRanges ranges) {
        super("old");
        this.part = part;
        this.posts = posts;
        this.ranges = ranges;
    }

    /** How far copying for a watch is, for its card; empty when nothing is copied. */
    String progress(RequestContext context, Watch watch) {
        return posts.of(watch.id())
                .map(request -> context.text("card.copying", request.posts(), request.counts(context.texts())))
                .orElse("");
    }

    /**
     * Asks for the posts, or shows what is being copied.
     *
     * @param problem what is wrong with the last answer; empty for nothing
     */
    ChatAnswer show(RequestContext context, Subject subject, String problem) {
        Watch watch = subject.watch();
        String progress = progress(context, watch);
        if (!progress.isEmpty()) {
            return part.enter(
                    context,
                    this,
                    subject.data(),
                    Styled.plain(progress),
                    buttons -> buttons.row(
                            buttons.of("posts.button.stop", "stop"), buttons.of("watch.button.back", "back")));
        }
        requirePossible(context, watch);
        String warning = problem.isEmpty() ? "" : "⚠️ " + problem + "\n\n";
        String link = "https://t.me/c/" + Long.toString(ranges.source(watch)).replaceFirst("^-(100)?", "") + "/";
        return part.enter(
                context,
                this,
                subject.data(),
                Styled.plain(warning + context.text("ask.old-posts", name(watch.source()), to(context, watch), link)),
                buttons -> buttons.row(buttons.of("watch.button.back", "back")));
    }

    private void requirePossible(RequestContext context, Watch watch) {
        ranges.refusal(watch, context.texts()).ifPresent(reason -> {
            throw new InputRefusal(reason);
        });
    }

    private String name(long chat) {
        return DisplayText.isolated(DisplayText.cut(part.names.of(chat), MAX_NAME));
    }

    private String to(RequestContext context, Watch watch) {
        return watch.destination() == watch.owner() ? context.text("card.me") : name(watch.destination());
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        return part.about(context, data, subject -> {
            requirePossible(context, subject.watch());
            return Optional.of(
                    switch (ranges.find(subject.watch(), message.message().text(), context.texts())) {
                        case Range range ->
                            confirm(context, subject, range, message.message().id());
                        case PostRanges.Refused(String reason) -> show(context, subject, reason);
                    });
        });
    }

    private ChatAnswer confirm(RequestContext context, Subject subject, Range range, int request) {
        Watch watch = subject.watch();
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(FIRST, Integer.toString(range.first()));
        data.put(LAST, Integer.toString(range.last()));
        data.put(REQUEST, Integer.toString(request));
        String time = ranges.time(range, watch.destination(), context.texts());
        String question = context.text(
                watch.preserveSource() ? "posts.sure-forward" : "posts.sure-copy",
                range,
                name(watch.source()),
                to(context, watch),
                range.size(),
                time);
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, question)
                .then("\n\n" + context.text("posts.not-applied"))
                .then(part.problems.of(context, subject.each()));
        return part.enter(
                context,
                this,
                data,
                text,
                buttons -> buttons.row(
                        buttons.of("posts.button.start", "start"), buttons.of("watch.button.cancel", "back")));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return part.about(context, data, subject -> switch (verb) {
            case "back" -> Optional.of(part.card.show(context, subject, ""));
            case "stop" -> Optional.of(stop(context, subject));
            case "start" -> data.containsKey(REQUEST) ? Optional.of(start(context, data, subject)) : Optional.empty();
            default -> Optional.empty();
        });
    }

    private ChatAnswer stop(RequestContext context, Subject subject) {
        try {
            boolean stopped =
                    posts.of(subject.watch().id()).filter(posts::cancel).isPresent();
            return part.card.show(context, subject, context.text(stopped ? "posts.cancelling" : "posts.over"));
        } catch (CopyRequestException e) {
            throw notKept(context, e);
        }
    }

    private ChatAnswer start(RequestContext context, Map<String, String> data, Subject subject) {
        if (!subject.isAsSeen(data)) {
            return part.card.show(context, subject, context.text("watch.changed"));
        }
        Watch watch = subject.watch();
        requirePossible(context, watch);
        Taken taken;
        try {
            taken = posts.add(CopyRequest.of(
                    context.user(),
                    Integer.parseInt(data.get(REQUEST)),
                    context.texts().language(),
                    watch.id(),
                    ranges.source(watch),
                    new Range(Integer.parseInt(data.get(FIRST)), Integer.parseInt(data.get(LAST)))));
        } catch (CopyRequestException e) {
            throw notKept(context, e);
        }
        return part.card.show(
                context,
                subject,
                context.text(
                        switch (taken) {
                            case BUSY -> "posts.busy";
                            case TOO_MANY -> "posts.too-many";
                            default -> "posts.started";
                        }));
    }

    private static RuntimeException notKept(RequestContext context, CopyRequestException e) {
        LOG.warn("user {}: cannot copy posts now: {}", context.user(), e.getMessage());
        return context.refusal("posts.not-kept");
    }
}
