package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.CallbackData;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Keyboard.Button;

/** One watch, with a button for everything that can be done with it. */
final class CardStep implements DialogStep {

    private final WatchPart part;

    CardStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "card";
    }

    ChatAnswer show(RequestContext context, Subject subject, String note) {
        return part.enter(
                context,
                this,
                subject.data(),
                CardText.of(part.names(), context, subject),
                buttons -> buttons(context.texts(), subject, buttons),
                note);
    }

    private static Buttons buttons(Texts texts, Subject subject, Buttons buttons) {
        Buttons rows = subject.isFixed() ? buttons : editing(texts, subject.watch(), buttons);
        Button test = buttons.button(texts.get("watch.button.test"), "test");
        Button back = buttons.button(texts.get("watch.button.back"), "back");
        return switch (subject.kind()) {
            case DRAFT ->
                rows.row(List.of(buttons.button(texts.get("watch.button.save"), "save"), test))
                        .row(texts.get("watch.button.discard"), "back");
            case KEPT -> {
                boolean paused = subject.watch().paused();
                Button pause = buttons.button(
                        texts.get(paused ? "watch.button.resume" : "watch.button.pause"), "paused:" + !paused);
                yield rows.row(List.of(pause, test))
                        .row(List.of(buttons.button(texts.get("watch.button.remove"), "remove"), back));
            }
            case FIXED -> rows.row(List.of(test, back));
        };
    }

    private static Buttons editing(Texts texts, Watch watch, Buttons buttons) {
        return buttons.row(fields(texts, buttons, Field.SOURCE, Field.DESTINATION))
                .row(List.of(
                        buttons.button(texts.get("watch.button.mode"), "mode"),
                        fields(texts, buttons, Field.EXTRACT_PATTERNS).getFirst()))
                .row(fields(texts, buttons, Field.BLACKLIST, Field.WHITELIST))
                .row(fields(texts, buttons, Field.BLACKLIST_REGEX, Field.WHITELIST_REGEX))
                .row(fields(texts, buttons, Field.TOPIC, Field.DESTINATION_TOPIC))
                .row(List.of(
                        fields(texts, buttons, Field.DELAY).getFirst(),
                        flag(texts, buttons, "keep-replies", watch.keepReplies()),
                        flag(texts, buttons, "sync-edits", watch.syncEdits())));
    }

    private static List<Button> fields(Texts texts, Buttons buttons, Field... fields) {
        return List.of(fields).stream()
                .map(field -> buttons.button(texts.get("field." + field.key()), "field:" + field.key()))
                .toList();
    }

    /** A tap sets the other value, and a second one sets the same again. */
    private static Button flag(Texts texts, Buttons buttons, String key, boolean value) {
        return buttons.button((value ? "☑ " : "☐ ") + texts.get("flag." + key), key + ":" + !value);
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        Optional<Subject> subject = part.subject(context, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        return tap(context, subject.get(), verb);
    }

    private Optional<ChatAnswer> tap(RequestContext context, Subject subject, String verb) {
        return switch (verb) {
            case "back" -> Optional.of(part.list().show(context, 0, ""));
            case "test" -> Optional.of(part.test().show(context, subject, ""));
            case "mode" -> Optional.of(part.mode().show(context, subject));
            case "remove" -> Optional.of(part.sure().show(context, subject, Optional.empty()));
            case "save" ->
                subject.kind() == Subject.Kind.DRAFT ? Optional.of(save(context, subject)) : Optional.empty();
            case "paused:true",
                    "paused:false",
                    "keep-replies:true",
                    "keep-replies:false",
                    "sync-edits:true",
                    "sync-edits:false" -> Optional.of(set(context, subject, verb.split(":", 2)));
            default ->
                CallbackData.rest(verb, "field:").flatMap(Field::of).map(field -> field(context, subject, field));
        };
    }

    private ChatAnswer save(RequestContext context, Subject subject) {
        return show(
                context, part.kept(context, subject.watch()), context.texts().get("watch.saved"));
    }

    private ChatAnswer set(RequestContext context, Subject subject, String[] flag) {
        Watch changed = WatchForm.with(subject.watch(), flag[0], flag[1]);
        return show(context, part.changed(context, subject, changed), "");
    }

    private ChatAnswer field(RequestContext context, Subject subject, Field field) {
        return field.isList()
                ? part.entries().show(context, subject, field, 0, false, "")
                : part.value().show(context, subject, field, "");
    }
}
