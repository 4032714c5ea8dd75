package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** The settings of one step that are seldom needed, with what the steps make of a message. */
final class StepOptions extends WatchStep {

    /** Of the settings, and of the result, in UTF-16 units. */
    private static final int MAX_SETTINGS = 1_000;

    private static final int MAX_RESULT = 500;

    StepOptions(WatchPart part) {
        super("step-options", part);
    }

    /** Shows them for the step at a place where there is one; the problem is why the last change was not made, empty when it was. */
    ChatAnswer show(RequestContext context, Subject subject, int at, String problem) {
        Map<String, String> data = subject.data();
        data.put(StepsStep.AT, Integer.toString(at));
        Step step = StepsStep.own(subject.watch()).get(at);
        Styled text = Styled.plain(warning(problem))
                .then(Styled.Style.BOLD, step.name())
                .then("\n")
                .then(Styled.Style.CODE, StepsStep.settings(step, MAX_SETTINGS))
                .then("\n\n" + part.trial.of(context, subject.watch(), MAX_RESULT));
        return enter(context, data, text, buttons -> addButtons(context, step, buttons));
    }

    private static void addButtons(RequestContext context, Step step, Buttons buttons) {
        for (StepType.Option option : StepType.options(step.name())) {
            String label = context.text("step.option." + option.key());
            String mark = option.isTyped() ? "✏️ " : option.isSet(step) ? "☑ " : "☐ ";
            buttons.row(buttons.labelled(mark + label, option.key()));
        }
        buttons.back();
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        int at = StepsStep.at(data);
        return about(context, data, subject -> {
            if (verb.equals("back")) {
                return part.steps.show(context, subject, "");
            }
            if (!subject.isAsSeen(data)) {
                return part.steps.show(context, subject, context.text("watch.changed"));
            }
            Step step = StepsStep.own(subject.watch()).get(at);
            return StepType.options(step.name()).stream()
                    .filter(option -> option.key().equals(verb))
                    .findFirst()
                    .map(option -> tap(context, subject, at, step, option))
                    .orElseGet(() -> Dialogs.over(context));
        });
    }

    private ChatAnswer tap(RequestContext context, Subject subject, int at, Step step, StepType.Option option) {
        if (option.isTyped()) {
            StepType type = StepType.of(step.name()).orElseThrow();
            return part.stepInput.only(context, subject, at, type, option.key());
        }
        return set(context, subject, at, option.key(), option.isSet(step) ? "" : option.on());
    }

    /** Sets one of them, or takes it away where the value is empty, and shows them. */
    ChatAnswer set(RequestContext context, Subject subject, int at, String key, String value) {
        List<Step> steps = StepsStep.own(subject.watch());
        Map<String, String> settings = new HashMap<>(steps.get(at).settings().values());
        if (value.isEmpty()) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        Step step = new Step(steps.get(at).name(), new Settings(settings));
        return part.steps.change(
                context,
                subject,
                StepsStep.with(subject.watch(), at, step),
                (now, problem) -> show(context, now, at, problem));
    }
}
