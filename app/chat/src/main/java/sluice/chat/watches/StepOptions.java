package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** The settings of one step that are seldom needed, with what the steps make of a message. */
final class StepOptions extends DialogStep {

    private static final String AT = "at";

    /** Of the settings, and of the result, in UTF-16 units. */
    private static final int MAX_SETTINGS = 1_000;

    private static final int MAX_RESULT = 500;

    private final WatchPart part;

    StepOptions(WatchPart part) {
        super("step-options");
        this.part = part;
    }

    /**
     * Shows them.
     *
     * @param at the step's place, where there is one
     * @param problem why the last change was not made; empty when it was
     */
    ChatAnswer show(RequestContext context, Subject subject, int at, String problem) {
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(AT, Integer.toString(at));
        Step step = StepsStep.own(subject.watch()).get(at);
        Styled text = Styled.plain(problem.isEmpty() ? "" : "⚠️ " + problem + "\n\n")
                .then(Styled.Style.BOLD, step.name())
                .then("\n")
                .then(Styled.Style.CODE, StepsStep.settings(step, MAX_SETTINGS))
                .then("\n\n" + part.trial.of(context, subject.watch(), MAX_RESULT));
        return part.enter(context, this, data, text, buttons -> addButtons(context, step, buttons));
    }

    private static void addButtons(RequestContext context, Step step, Buttons buttons) {
        for (StepType.Option option : StepType.options(step.name())) {
            String label = context.text("step.option." + option.key());
            boolean set = step.settings()
                    .text(option.key())
                    .filter(option.on()::equals)
                    .isPresent();
            buttons.row(buttons.labelled((option.isTyped() ? "✏️ " : set ? "☑ " : "☐ ") + label, option.key()));
        }
        buttons.row(buttons.of("watch.button.back", "back"));
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        int at = number(data.getOrDefault(AT, ""), "").orElseThrow();
        return part.about(context, data, subject -> {
            if (verb.equals("back")) {
                return Optional.of(part.steps.show(context, subject, ""));
            }
            if (!subject.isAsSeen(data)) {
                return Optional.of(part.steps.show(context, subject, context.text("watch.changed")));
            }
            Step step = StepsStep.own(subject.watch()).get(at);
            return StepType.options(step.name()).stream()
                    .filter(option -> option.key().equals(verb))
                    .findFirst()
                    .map(option -> tap(context, subject, at, step, option));
        });
    }

    private ChatAnswer tap(RequestContext context, Subject subject, int at, Step step, StepType.Option option) {
        if (option.isTyped()) {
            StepType type = StepType.of(step.name()).orElseThrow();
            return part.stepInput.only(context, subject, at, type, option.key());
        }
        boolean set =
                step.settings().text(option.key()).filter(option.on()::equals).isPresent();
        return set(context, subject, at, option.key(), set ? "" : option.on());
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
