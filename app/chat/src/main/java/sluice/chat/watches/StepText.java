package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.SettingsException;
import sluice.api.Step;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.config.StepReader;
import sluice.control.watches.WatchYaml;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for the settings of a plugin's step as a text, as they would stand in the configuration file. */
final class StepText extends DialogStep {

    private static final String AT = "at";
    private static final String NAME = "step-name";

    private static final int MAX_SHOWN = 1_500;

    private final WatchPart part;

    StepText(WatchPart part) {
        super("step-text");
        this.part = part;
    }

    /**
     * Asks.
     *
     * @param at its place among the steps; behind the last one for a new step
     */
    ChatAnswer begin(RequestContext context, Subject subject, int at, String name) {
        Map<String, String> data = new HashMap<>(subject.data());
        data.putAll(Map.of(AT, Integer.toString(at), NAME, name));
        List<Step> own = StepsStep.own(subject.watch());
        boolean present = at < own.size();
        String now = present ? WatchYaml.settings(own.get(at)) : "";
        Styled question = Styled.plain("").then(Styled.Style.BOLD, name).then("\n" + context.text("step.ask.settings"));
        Styled text = now.isEmpty()
                ? question
                : question.then("\n\n" + context.text("step.now") + "\n")
                        .then(Styled.Style.PRE, DisplayText.cut(now.strip(), MAX_SHOWN));
        return part.enter(context, this, data, text, buttons -> {
            buttons.row(buttons.of("watch.button.none", "none"));
            if (present) {
                buttons.row(buttons.of("step.button.options", "options"));
            }
            buttons.row(buttons.of("watch.button.cancel", "cancel"));
        });
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        return part.about(context, data, subject -> switch (verb) {
            case "cancel" -> Optional.of(part.steps.show(context, subject, ""));
            case "options" -> Optional.of(part.stepOptions.show(context, subject, at(data), ""));
            case "none" -> Optional.of(put(context, data, subject, ""));
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
                        text.isBlank() ? context.note("wrong.no-text") : put(context, data, subject, text)));
    }

    private ChatAnswer put(RequestContext context, Map<String, String> data, Subject subject, String written) {
        if (!subject.isAsSeen(data)) {
            return part.steps.show(context, subject, context.text("watch.changed"));
        }
        try {
            return part.steps.put(context, subject, at(data), StepReader.step(data.getOrDefault(NAME, ""), written));
        } catch (SettingsException e) {
            return part.steps.show(context, subject, DisplayText.cut(e.getMessage(), MAX_SHOWN));
        }
    }

    private static int at(Map<String, String> data) {
        return number(data.getOrDefault(AT, ""), "").orElseThrow();
    }
}
