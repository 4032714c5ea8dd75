package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** The mode in which messages are passed on. To the user it is one choice of three, each with its name under {@code mode.<choice>}. */
final class ModeStep implements DialogStep {

    static final String COPY = "copy";
    static final String FORWARD = "forward";
    static final String EXTRACT = "extract";
    static final String NOTE = "note";

    private static final List<String> CHOICES = List.of(COPY, FORWARD, EXTRACT, NOTE);

    private final WatchPart part;

    ModeStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "mode";
    }

    /** The choice that a watch stands for. */
    static String of(Watch watch) {
        if (watch.record()) {
            return NOTE;
        }
        if (watch.mode() == Watch.Mode.EXTRACT) {
            return EXTRACT;
        }
        return watch.preserveSource() ? FORWARD : COPY;
    }

    ChatAnswer show(RequestContext context, Subject subject) {
        Texts texts = context.texts();
        return part.enter(
                context,
                this,
                subject.data(),
                Styled.plain(texts.get("ask.mode")),
                buttons -> {
                    Buttons rows = buttons;
                    for (String choice : choices()) {
                        boolean now = choice.equals(of(subject.watch()));
                        rows = rows.row((now ? "✓ " : "") + texts.get("mode." + choice), choice);
                    }
                    return rows.row(texts.get("watch.button.back"), "back");
                },
                "");
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        if (!choices().contains(verb) && !verb.equals("back")) {
            return Optional.empty();
        }
        return part.subject(context, data)
                .map(subject ->
                        verb.equals("back") ? part.card().show(context, subject, "") : choose(context, subject, verb))
                .or(() -> Optional.of(part.list().gone(context, data)));
    }

    /** The choices that this bot can carry out; others are not offered. */
    private List<String> choices() {
        return part.keepsNotes() ? CHOICES : CHOICES.subList(0, CHOICES.indexOf(NOTE));
    }

    private ChatAnswer choose(RequestContext context, Subject subject, String choice) {
        Watch watch = subject.watch();
        if (choice.equals(EXTRACT) && watch.extractPatterns().isEmpty()) {
            return part.entries().show(context, subject, Field.EXTRACT_PATTERNS, 0, true, "");
        }
        Watch changed = WatchForm.with(
                WatchForm.with(watch, "mode", (choice.equals(EXTRACT) ? Watch.Mode.EXTRACT : Watch.Mode.FULL).name()),
                "preserve-source",
                Boolean.toString(choice.equals(FORWARD)));
        changed = WatchForm.with(changed, "record", Boolean.toString(choice.equals(NOTE)));
        if (choice.equals(NOTE) && changed.destination() == Subject.UNNAMED) {
            // Nothing is sent, so that nobody need be asked where to.
            changed = changed.between(changed.source(), changed.owner());
        }
        return part.card().show(context, part.changed(context, subject, changed), "");
    }
}
