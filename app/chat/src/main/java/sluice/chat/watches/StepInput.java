package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for the settings of one step, one after the other. */
final class StepInput extends DialogStep {

    private static final String AT = "at";
    private static final String TYPE = "type";
    private static final String ASKED = "asked";
    private static final String ONLY = "only";
    private static final String SETTING = "setting-";

    private static final int MAX_SHOWN = 200;

    private final WatchPart part;

    StepInput(WatchPart part) {
        super("step");
        this.part = part;
    }

    /**
     * Begins with the first question; a step without any is made at once.
     *
     * @param at its place among the steps; behind the last one for a new step
     */
    ChatAnswer begin(RequestContext context, Subject subject, int at, StepType type) {
        List<Step> own = StepsStep.own(subject.watch());
        Map<String, String> settings = at < own.size() ? own.get(at).settings().values() : Map.of();
        return ask(context, subject, at, type, 0, settings);
    }

    /** Asks for one setting of a step that is there. */
    ChatAnswer only(RequestContext context, Subject subject, int at, StepType type, String setting) {
        Map<String, String> data = new HashMap<>(subject.data());
        data.putAll(Map.of(AT, Integer.toString(at), TYPE, type.key(), ONLY, setting));
        Step step = StepsStep.own(subject.watch()).get(at);
        return ask(context, data, type, setting, step.settings().text(setting), false);
    }

    private ChatAnswer ask(
            RequestContext context, Subject subject, int at, StepType type, int asked, Map<String, String> settings) {
        if (asked == type.settings.size()) {
            return part.steps.put(context, subject, at, new Step(type.key(), new Settings(settings)));
        }
        Map<String, String> data = new HashMap<>(subject.data());
        data.putAll(Map.of(AT, Integer.toString(at), TYPE, type.key(), ASKED, Integer.toString(asked)));
        settings.forEach((key, value) -> data.put(SETTING + key, value));
        String setting = type.settings.get(asked);
        boolean first = asked == 0 && at < StepsStep.own(subject.watch()).size();
        return ask(context, data, type, setting, Optional.ofNullable(settings.get(setting)), first);
    }

    private ChatAnswer ask(
            RequestContext context,
            Map<String, String> data,
            StepType type,
            String setting,
            Optional<String> value,
            boolean withOptions) {
        Styled text =
                Styled.plain("").then(Styled.Style.BOLD, type.key()).then("\n" + context.text(type.question(setting)));
        Styled all = value.map(now -> text.then("\n\n" + context.text("step.now") + " ")
                        .then(Styled.Style.CODE, DisplayText.cut(StepsStep.shown(setting, now), MAX_SHOWN)))
                .orElse(text);
        return part.enter(context, this, data, all, buttons -> {
            addButtons(buttons, type, setting, value.isPresent());
            if (withOptions) {
                buttons.row(buttons.of("step.button.options", "options"));
            }
            buttons.row(buttons.of("watch.button.cancel", "cancel"));
        });
    }

    private static void addButtons(Buttons buttons, StepType type, String setting, boolean present) {
        if (present) {
            buttons.row(buttons.of("step.button.keep", "keep"));
        }
        if (!type.requires(setting)) {
            buttons.row(buttons.of("watch.button.none", "none"));
        }
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return part.about(context, data, subject -> switch (verb) {
            case "cancel" -> Optional.of(part.steps.show(context, subject, ""));
            case "options" -> Optional.of(part.stepOptions.show(context, subject, at(data), ""));
            case "keep" -> Optional.of(next(context, data, subject, Optional.empty()));
            case "none" -> Optional.of(next(context, data, subject, Optional.of("")));
            default -> Optional.empty();
        });
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        String text = message.message().text();
        return part.about(
                context,
                data,
                subject -> Optional.of(
                        text.isBlank()
                                ? context.note("wrong.no-text")
                                : next(context, data, subject, Optional.of(text))));
    }

    /**
     * Goes on to the next question.
     *
     * @param answer the setting; blank to leave it out, empty to keep what it was
     */
    private ChatAnswer next(
            RequestContext context, Map<String, String> data, Subject subject, Optional<String> answer) {
        if (!subject.isAsSeen(data)) {
            return part.steps.show(context, subject, context.text("watch.changed"));
        }
        StepType type = StepType.of(data.getOrDefault(TYPE, "")).orElseThrow();
        if (data.containsKey(ONLY)) {
            String setting = data.get(ONLY);
            return answer.map(written -> part.stepOptions.set(
                            context, subject, at(data), setting, written.isBlank() ? "" : type.value(setting, written)))
                    .orElseGet(() -> part.stepOptions.show(context, subject, at(data), ""));
        }
        int asked = number(data.getOrDefault(ASKED, ""), "").orElseThrow();
        String setting = type.settings.get(asked);
        Map<String, String> settings = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
            }
        });
        answer.ifPresent(written -> {
            if (written.isBlank()) {
                settings.remove(setting);
            } else {
                settings.put(setting, type.value(setting, written));
            }
        });
        return ask(context, subject, at(data), type, asked + 1, settings);
    }

    private static int at(Map<String, String> data) {
        return number(data.getOrDefault(AT, ""), "").orElseThrow();
    }
}
