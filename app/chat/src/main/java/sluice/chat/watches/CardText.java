package sluice.chat.watches;

import java.util.List;
import sluice.api.Durations;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** A watch in words. All of them together stay within one message, whatever stands in its lists. */
public final class CardText {

    /** For the entries of each of five lists, in UTF-16 units. */
    private static final int MAX_LIST = 400;

    private final ChatNames names;
    private final Texts texts;
    private final Watch watch;

    private CardText(ChatNames names, Texts texts, Watch watch) {
        this.names = names;
        this.texts = texts;
        this.watch = watch;
    }

    static Styled of(ChatNames names, RequestContext context, Subject subject) {
        CardText text = new CardText(names, context.texts(), subject.watch());
        Styled all = text.title(subject);
        all = text.chat(
                all, "card.from", subject.watch().source(), subject.watch().topic());
        all = subject.watch().record()
                ? all.then("\n" + context.texts().get("card.notes"))
                : text.chat(
                        all,
                        "card.to",
                        subject.watch().destination(),
                        subject.watch().destinationTopic());
        all = all.then("\n"
                + context.texts().get("card.how", context.texts().get("mode." + ModeStep.of(subject.watch()))));
        for (Field field : Field.values()) {
            if (field.isList()) {
                all = text.list(all, field);
            }
        }
        all = text.options(all);
        if (subject.watch().owner() != context.user()) {
            all = all.then(
                    "\n" + context.texts().get("card.owner", subject.watch().owner()));
        }
        return subject.isFixed() ? all.then("\n\n" + context.texts().get("watch.fixed")) : all;
    }

    private Styled title(Subject subject) {
        String key =
                subject.kind() == Subject.Kind.DRAFT ? "card.draft" : watch.paused() ? "card.paused" : "card.active";
        return Styled.plain("").then(Style.BOLD, texts.get(key));
    }

    private Styled chat(Styled all, String key, long chat, int topic) {
        Styled line = all.then("\n" + texts.get(key) + " ");
        String id = Long.toString(chat);
        String name = chat == watch.owner() ? texts.get("card.me") : names.of(chat);
        line = name.equals(id) ? line : line.then(DisplayText.isolated(name) + " ");
        line = line.then(Style.CODE, id);
        return topic == 0 ? line : line.then(" " + texts.get("card.topic", topic));
    }

    private Styled list(Styled all, Field field) {
        List<String> entries = WatchForm.list(watch, field);
        if (entries.isEmpty()) {
            return all;
        }
        Styled line = all.then("\n" + texts.get("card.list", texts.get("field." + field.key()), entries.size()) + " ");
        return field.kind() == Field.Kind.EXPRESSIONS
                ? line.then(Style.CODE, DisplayText.cut(String.join("  ", entries), MAX_LIST))
                : line.then(DisplayText.isolated(DisplayText.cut(String.join(", ", entries), MAX_LIST)));
    }

    private Styled options(Styled all) {
        Styled text = all;
        if (!watch.delay().isZero()) {
            text = text.then("\n" + texts.get("card.delay", Durations.format(watch.delay())));
        }
        text = text.then("\n" + texts.get(watch.keepReplies() ? "card.replies.on" : "card.replies.off"));
        return text.then("\n" + texts.get(watch.syncEdits() ? "card.edits.on" : "card.edits.off"));
    }
}
