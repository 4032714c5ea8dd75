package sluice.chat.watches;

import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.chat.posts.PostsPart;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.PostRanges;
import sluice.control.posts.PostRanges.Range;
import sluice.telegram.model.Message;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks which old posts of the source are copied to the destination, and once more before they are. While they are, it shows how far that is. */
final class OldPostsStep extends WatchStep {

    private static final int MAX_NAME = 64;

    private static final String FIRST = "first";
    private static final String LAST = "last";

    /** The message that named the posts. */
    private static final String REQUEST = "request";

    OldPostsStep(WatchPart part) {
        super("old", part);
    }

    /** How far copying for a watch is, for its card; empty when nothing is copied. */
    String progress(RequestContext context, Watch watch) {
        return part.posts
                .of(watch.id())
                .map(request -> context.text("card.copying", request.posts(), request.counts(context.texts())))
                .orElse("");
    }

    /** Asks for the posts, with what is wrong with the last answer if anything is, or shows what is being copied. */
    ChatAnswer show(RequestContext context, Subject subject, String problem) {
        Watch watch = subject.watch();
        String progress = progress(context, watch);
        if (!progress.isEmpty()) {
            return enter(
                    context,
                    subject.data(),
                    Styled.plain(progress),
                    buttons -> buttons.row(
                            buttons.of("posts.button.stop", "stop"), buttons.of("watch.button.back", "back")));
        }
        requirePossible(context, watch);
        String link =
                "https://t.me/c/" + Long.toString(part.ranges.source(watch)).replaceFirst("^-(100)?", "") + "/";
        return enter(
                context,
                subject.data(),
                Styled.plain(warning(problem) + context.text("ask.old-posts", from(watch), to(context, watch), link)),
                Buttons::back);
    }

    private void requirePossible(RequestContext context, Watch watch) {
        part.ranges.refusal(watch, context.texts()).ifPresent(reason -> {
            throw new InputRefusal(reason);
        });
    }

    private String from(Watch watch) {
        return part.names.of(watch.source(), MAX_NAME);
    }

    private String to(RequestContext context, Watch watch) {
        return watch.destination() == watch.owner()
                ? context.text("card.me")
                : part.names.of(watch.destination(), MAX_NAME);
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        Message asked = message.message();
        return Optional.of(about(context, data, subject -> {
            requirePossible(context, subject.watch());
            return switch (part.ranges.find(subject.watch(), asked.text(), context.texts())) {
                case Range range -> confirm(context, subject, range, asked.id());
                case PostRanges.Refused(String reason) -> show(context, subject, reason);
            };
        }));
    }

    private ChatAnswer confirm(RequestContext context, Subject subject, Range range, int request) {
        Watch watch = subject.watch();
        Map<String, String> data = subject.data();
        data.put(FIRST, Integer.toString(range.first()));
        data.put(LAST, Integer.toString(range.last()));
        data.put(REQUEST, Integer.toString(request));
        String time = part.ranges.time(range, watch.destination(), context.texts());
        String question = context.text(
                watch.preserveSource() ? "posts.sure-forward" : "posts.sure-copy",
                range,
                from(watch),
                to(context, watch),
                range.size(),
                time);
        Styled text = Styled.plain("")
                .then(Styled.Style.BOLD, question)
                .then("\n\n" + context.text("posts.not-applied"))
                .then(part.problems.of(context, subject.each()));
        return enter(
                context,
                data,
                text,
                buttons -> buttons.row(
                        buttons.of("posts.button.start", "start"), buttons.of("watch.button.cancel", "back")));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return about(context, data, subject -> switch (verb) {
            case "back" -> part.card.show(context, subject, "");
            case "stop" -> stop(context, subject);
            case "start" -> data.containsKey(REQUEST) ? start(context, data, subject) : Dialogs.over(context);
            default -> Dialogs.over(context);
        });
    }

    private ChatAnswer stop(RequestContext context, Subject subject) {
        Optional<CopyRequest> stopped = PostsPart.kept(
                context, () -> part.posts.of(subject.watch().id()).filter(part.posts::cancel));
        return part.card.show(context, subject, context.text(stopped.isPresent() ? "posts.cancelling" : "posts.over"));
    }

    private ChatAnswer start(RequestContext context, Map<String, String> data, Subject subject) {
        if (!subject.isAsSeen(data)) {
            return part.card.show(context, subject, context.text("watch.changed"));
        }
        Watch watch = subject.watch();
        requirePossible(context, watch);
        CopyRequest copyRequest = CopyRequest.of(
                context.user(),
                Integer.parseInt(data.get(REQUEST)),
                context.texts().language(),
                watch.id(),
                part.ranges.source(watch),
                new Range(Integer.parseInt(data.get(FIRST)), Integer.parseInt(data.get(LAST))));
        String result = switch (PostsPart.kept(context, () -> part.posts.add(copyRequest))) {
            case BUSY -> "posts.busy";
            case TOO_MANY -> "posts.too-many";
            default -> "posts.started";
        };
        return part.card.show(context, subject, context.text(result));
    }
}
