package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import sluice.api.Watch;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** The mode in which messages are passed on. To the user it is one choice of four, each with its name under {@code mode.<choice>}. */
final class ModeStep extends WatchStep {

    static final String COPY = "copy";
    static final String FORWARD = "forward";
    static final String EXTRACT = "extract";
    static final String NOTE = "note";

    ModeStep(WatchPart part) {
        super("mode", part);
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
        return enter(
                context,
                subject.data(),
                Styled.plain(context.text("ask.mode")),
                buttons -> addButtons(context, subject, buttons));
    }

    private void addButtons(RequestContext context, Subject subject, Buttons buttons) {
        for (String choice : choices()) {
            String mark = choice.equals(of(subject.watch())) ? "✓ " : "";
            buttons.row(buttons.labelled(mark + context.text("mode." + choice), choice));
        }
        buttons.back();
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        if (verb.equals("back")) {
            return backToCard(context, data);
        }
        return choices().contains(verb)
                ? about(context, data, subject -> choose(context, subject, verb))
                : Dialogs.over(context);
    }

    /** The choices that this bot can carry out; others are not offered. */
    private List<String> choices() {
        return part.watches.keepsNotes() ? List.of(COPY, FORWARD, EXTRACT, NOTE) : List.of(COPY, FORWARD, EXTRACT);
    }

    private ChatAnswer choose(RequestContext context, Subject subject, String choice) {
        Watch watch = subject.watch();
        if (choice.equals(EXTRACT) && watch.extractPatterns().isEmpty()) {
            return part.entries.show(context, subject, Field.EXTRACT_PATTERNS, 0, true, "");
        }
        Watch.Mode mode = choice.equals(EXTRACT) ? Watch.Mode.EXTRACT : Watch.Mode.FULL;
        Watch changed = WatchForm.with(watch, "mode", mode.name());
        changed = WatchForm.with(changed, "preserve-source", Boolean.toString(choice.equals(FORWARD)));
        changed = WatchForm.with(changed, "record", Boolean.toString(choice.equals(NOTE)));
        if (choice.equals(NOTE) && changed.destination() == Subject.UNNAMED) {
            // Nothing is sent, so that nobody need be asked where to.
            changed = changed.between(changed.source(), changed.owner());
        }
        return part.card.show(context, part.changed(context, subject, changed), "");
    }
}
