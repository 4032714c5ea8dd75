package sluice.chat.watches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for the settings of one step, one after the other. */
final class StepInput extends WatchStep {

    private static final String TYPE = "type";
    private static final String ASKED = "asked";
    private static final String ONLY = "only";
    private static final String SETTING = "setting-";

    /** Of a setting that is asked for again: the others are there. */
    private static final String AGAIN = "again";

    private static final int MAX_SHOWN = 200;

    StepInput(WatchPart part) {
        super("step", part);
    }

    /** Begins with the first question; a step without any is made at once. The place of a new step is behind the last one. */
    ChatAnswer begin(RequestContext context, Subject subject, int at, StepType type) {
        List<Step> own = StepsStep.own(subject.watch());
        Map<String, String> settings = at < own.size() ? own.get(at).settings().values() : Map.of();
        return ask(context, subject, at, type, 0, settings);
    }

    /** Asks for one setting of a step that is there. */
    ChatAnswer only(RequestContext context, Subject subject, int at, StepType type, String setting) {
        Map<String, String> data = subject.data();
        data.putAll(Map.of(StepsStep.AT, Integer.toString(at), TYPE, type.key(), ONLY, setting));
        Step step = StepsStep.own(subject.watch()).get(at);
        return ask(context, data, type, setting, step.settings().text(setting), "", false);
    }

    private ChatAnswer ask(
            RequestContext context, Subject subject, int at, StepType type, int asked, Map<String, String> settings) {
        if (asked == type.settings.size()) {
            Step step = new Step(type.key(), new Settings(settings));
            return again(context, subject, at, type, step).orElseGet(() -> part.steps.put(context, subject, at, step));
        }
        Map<String, String> data = data(subject, at, type, asked, settings);
        String setting = type.settings.get(asked);
        boolean first = asked == 0 && at < StepsStep.own(subject.watch()).size();
        return ask(context, data, type, setting, Optional.ofNullable(settings.get(setting)), "", first);
    }

    private static Map<String, String> data(
            Subject subject, int at, StepType type, int asked, Map<String, String> settings) {
        Map<String, String> data = subject.data();
        data.putAll(Map.of(StepsStep.AT, Integer.toString(at), TYPE, type.key(), ASKED, Integer.toString(asked)));
        settings.forEach((key, value) -> data.put(SETTING + key, value));
        return data;
    }

    /** Asks again for the setting that keeps a step from being used, and keeps the others; empty when it is none of those asked for. */
    private Optional<ChatAnswer> again(RequestContext context, Subject subject, int at, StepType type, Step step) {
        Optional<String> problem =
                part.watches.problem(StepsStep.with(subject.watch(), at, step)).map(StepsStep::problem);
        return problem.flatMap(words -> type.settings.stream()
                .filter(setting -> words.startsWith(type.key() + ":") && words.contains("`" + setting + "`"))
                .findFirst()
                .map(setting -> {
                    Map<String, String> others = new HashMap<>(step.settings().values());
                    others.remove(setting);
                    Map<String, String> data = data(subject, at, type, type.settings.indexOf(setting), others);
                    data.put(AGAIN, "");
                    return ask(context, data, type, setting, Optional.empty(), words, false);
                }));
    }

    private ChatAnswer ask(
            RequestContext context,
            Map<String, String> data,
            StepType type,
            String setting,
            Optional<String> value,
            String problem,
            boolean withOptions) {
        Styled text = Styled.plain(warning(problem))
                .then(Styled.Style.BOLD, type.key())
                .then("\n" + context.text(type.question(setting)));
        Styled all = value.map(now -> text.then("\n\n" + context.text("step.now") + " ")
                        .then(Styled.Style.CODE, DisplayText.cut(StepsStep.shown(setting, now), MAX_SHOWN)))
                .orElse(text);
        return enter(context, data, all, buttons -> {
            if (value.isPresent()) {
                buttons.row(buttons.of("step.button.keep", "keep"));
            }
            if (!type.requires(setting)) {
                buttons.row(buttons.of("watch.button.none", "none"));
            }
            if (withOptions) {
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
            case "keep" -> next(context, data, subject, Optional.empty());
            case "none" -> next(context, data, subject, Optional.of(""));
            default -> Dialogs.over(context);
        });
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        String text = message.message().text();
        return Optional.of(about(
                context,
                data,
                subject -> text.isBlank()
                        ? context.note("wrong.no-text")
                        : next(context, data, subject, Optional.of(isNone(context, data, text) ? "" : text))));
    }

    private static boolean isNone(RequestContext context, Map<String, String> data, String text) {
        return context.isNone(text) && !type(data).requires(setting(data));
    }

    private static StepType type(Map<String, String> data) {
        return StepType.of(data.getOrDefault(TYPE, "")).orElseThrow();
    }

    private static String setting(Map<String, String> data) {
        return data.containsKey(ONLY)
                ? data.get(ONLY)
                : type(data).settings.get(number(data, ASKED).orElseThrow());
    }

    /** Goes on to the next question. A blank answer leaves the setting out, none keeps what it was. */
    private ChatAnswer next(
            RequestContext context, Map<String, String> data, Subject subject, Optional<String> answer) {
        if (!subject.isAsSeen(data)) {
            return part.steps.show(context, subject, context.text("watch.changed"));
        }
        int at = StepsStep.at(data);
        StepType type = type(data);
        String setting = setting(data);
        if (data.containsKey(ONLY)) {
            return answer.map(written -> part.stepOptions.set(
                            context, subject, at, setting, written.isBlank() ? "" : type.value(setting, written)))
                    .orElseGet(() -> part.stepOptions.show(context, subject, at, ""));
        }
        int asked = number(data, ASKED).orElseThrow();
        Map<String, String> settings = Subject.under(SETTING, data);
        answer.ifPresent(written -> {
            if (written.isBlank()) {
                settings.remove(setting);
            } else {
                settings.put(setting, type.value(setting, written));
            }
        });
        int next = data.containsKey(AGAIN) ? type.settings.size() : asked + 1;
        return ask(context, subject, at, type, next, settings);
    }
}
