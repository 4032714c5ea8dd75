package sluice.chat.watches;

import java.util.List;
import java.util.stream.Collectors;
import sluice.api.Durations;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** A watch in words. All of them together stay within one message, whatever stands in its lists. */
final class CardText {

    /** For the entries of each of five lists, in UTF-16 units. */
    private static final int MAX_LIST = 400;

    private static final int MAX_STEPS = 100;

    /** The other chats of a draft that are named. */
    private static final int MAX_ALSO = 5;

    private static final int MAX_ALSO_NAME = 40;

    private final ChatNames names;
    private final RequestContext context;
    private final Watch watch;

    private CardText(ChatNames names, RequestContext context, Watch watch) {
        this.names = names;
        this.context = context;
        this.watch = watch;
    }

    static Styled of(ChatNames names, RequestContext context, Subject subject) {
        return new CardText(names, context, subject.watch()).of(subject);
    }

    private Styled of(Subject subject) {
        String title =
                subject.kind() == Subject.Kind.DRAFT ? "card.draft" : watch.paused() ? "card.paused" : "card.active";
        Styled all = Styled.plain("").then(Style.BOLD, context.text(title));
        if (!watch.name().isEmpty()) {
            all = all.then("\n" + context.text("card.name", DisplayText.isolated(watch.name())));
        }
        all = also(chat(all, "card.from", watch.source(), watch.topic()), subject.alsoFrom());
        all = watch.record()
                ? all.then("\n" + context.text("card.notes"))
                : also(chat(all, "card.to", watch.destination(), watch.destinationTopic()), subject.alsoTo());
        all = all.then("\n" + context.text("card.how", context.text("mode." + ModeStep.of(watch))));
        for (Field field : Field.values()) {
            if (field.isList()) {
                all = list(all, field);
            }
        }
        if (watch.steps().isPresent()) {
            String names = watch.steps().get().stream().map(Step::name).collect(Collectors.joining(", "));
            all = all.then("\n" + context.text("card.steps", DisplayText.cut(names, MAX_STEPS)));
        }
        if (!watch.delay().isZero()) {
            all = all.then("\n" + context.text("card.delay", Durations.format(watch.delay())));
        }
        all = all.then("\n" + context.text(watch.keepReplies() ? "card.replies.on" : "card.replies.off"))
                .then("\n" + context.text(watch.syncEdits() ? "card.edits.on" : "card.edits.off"));
        for (String flag : List.of("silent", "protect", "skip-repeats")) {
            if (WatchForm.flag(watch, flag)) {
                all = all.then("\n" + context.text("card." + flag));
            }
        }
        if (watch.owner() != context.user()) {
            all = all.then("\n" + context.text("card.owner", watch.owner()));
        }
        return subject.isFixed() ? all.then("\n\n" + context.text("watch.fixed")) : all;
    }

    private Styled chat(Styled all, String key, long chat, int topic) {
        String id = Long.toString(chat);
        String name = chat == watch.owner() ? context.text("card.me") : names.of(chat);
        Styled line = all.then("\n" + context.text(key) + " ")
                .then(name.equals(id) ? "" : DisplayText.isolated(name) + " ")
                .then(Style.CODE, id);
        return topic == 0 ? line : line.then(" " + context.text("card.topic", topic));
    }

    private Styled also(Styled all, List<Long> chats) {
        Styled text = all;
        for (long chat : chats.subList(0, Math.min(MAX_ALSO, chats.size()))) {
            text = text.then("\n+ " + names.of(chat, MAX_ALSO_NAME) + " ").then(Style.CODE, Long.toString(chat));
        }
        return chats.size() > MAX_ALSO ? text.then("\n+ " + context.text("card.more", chats.size() - MAX_ALSO)) : text;
    }

    private Styled list(Styled all, Field field) {
        List<String> entries = WatchForm.list(watch, field);
        if (entries.isEmpty()) {
            return all;
        }
        Styled line =
                all.then("\n" + context.text("card.list", context.text("field." + field.key()), entries.size()) + " ");
        return field.kind == Field.Kind.EXPRESSIONS
                ? line.then(Style.CODE, DisplayText.cut(String.join("  ", entries), MAX_LIST))
                : line.then(DisplayText.isolated(DisplayText.cut(String.join(", ", entries), MAX_LIST)));
    }
}
