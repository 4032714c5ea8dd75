package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.SettingsException;
import sluice.api.Step;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.config.StepReader;
import sluice.control.watches.WatchYaml;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for the settings of a plugin's step as a text, as they would stand in the configuration file. */
final class StepText extends WatchStep {

    private static final String NAME = "step-name";

    private static final int MAX_SHOWN = 1_500;

    StepText(WatchPart part) {
        super("step-text", part);
    }

    /** Asks; the place of a new step is behind the last one. */
    ChatAnswer begin(RequestContext context, Subject subject, int at, String name) {
        Map<String, String> data = subject.data();
        data.putAll(Map.of(StepsStep.AT, Integer.toString(at), NAME, name));
        List<Step> own = StepsStep.own(subject.watch());
        boolean present = at < own.size();
        String now = present ? WatchYaml.settings(own.get(at)) : "";
        Styled question = Styled.plain("").then(Styled.Style.BOLD, name).then("\n" + context.text("step.ask.settings"));
        Styled text = now.isEmpty()
                ? question
                : question.then("\n\n" + context.text("step.now") + "\n")
                        .then(Styled.Style.PRE, DisplayText.cut(now.strip(), MAX_SHOWN));
        return enter(context, data, text, buttons -> {
            buttons.row(buttons.of("watch.button.none", "none"));
            if (present) {
                buttons.row(buttons.of("step.button.options", "options"));
            }
            buttons.row(buttons.of("watch.button.cancel", "cancel"));
        });
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return about(context, data, subject -> switch (verb) {
            case "cancel" -> part.steps.show(context, subject, "");
            case "options" -> part.stepOptions.show(context, subject, StepsStep.at(data), "");
            case "none" -> put(context, data, subject, "");
            default -> Dialogs.over(context);
        });
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        String text = message.message().text();
        return Optional.of(about(
                context,
                data,
                subject -> text.isBlank() ? context.note("wrong.no-text") : put(context, data, subject, text)));
    }

    private ChatAnswer put(RequestContext context, Map<String, String> data, Subject subject, String written) {
        if (!subject.isAsSeen(data)) {
            return part.steps.show(context, subject, context.text("watch.changed"));
        }
        try {
            Step step = StepReader.step(data.getOrDefault(NAME, ""), written);
            return part.steps.put(context, subject, StepsStep.at(data), step);
        } catch (SettingsException e) {
            return part.steps.show(context, subject, DisplayText.cut(e.getMessage(), MAX_SHOWN));
        }
    }
}
