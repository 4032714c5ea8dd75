package sluice.chat.watches;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.engine.route.Route;
import sluice.telegram.model.Keyboard.Button;
import sluice.telegram.model.Message;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** The steps of a watch in their order, with what they make of a message. */
final class StepsStep extends WatchStep {

    /** The key under which a dialog carries the place of a step. */
    static final String AT = "at";

    /** Of the settings of all steps, of each name, and of the result, in UTF-16 units. */
    private static final int MAX_SETTINGS = 1_200;

    private static final int MAX_LABEL = 24;

    /** Of steps of plugins that can be added, and of their names, which a button carries. */
    private static final int MAX_PLUGIN_STEPS = 20;

    private static final int MAX_NAME = 40;
    private static final int MAX_RESULT = 500;

    /** So many steps share the room for settings at least. */
    private static final int SHARES = 8;

    StepsStep(WatchPart part) {
        super("steps", part);
    }

    ChatAnswer show(RequestContext context, Subject subject, String problem) {
        subject.requireChangeable(context);
        return enter(
                context,
                subject.data(),
                text(context, subject.watch(), problem),
                buttons -> addButtons(subject.watch(), buttons));
    }

    /** The place of a step that a dialog carries. */
    static int at(Map<String, String> data) {
        return number(data, AT).orElseThrow();
    }

    /** The steps of its own; none while it has those of the configuration. */
    static List<Step> own(Watch watch) {
        return watch.steps().orElse(List.of());
    }

    /** The same watch with a step at a place; behind the last one it is added. */
    static Watch with(Watch watch, int at, Step step) {
        List<Step> steps = new ArrayList<>(own(watch));
        if (at < steps.size()) {
            steps.set(at, step);
        } else {
            steps.add(step);
        }
        return watch.withSteps(Optional.of(steps));
    }

    private Styled text(RequestContext context, Watch watch, String problem) {
        List<Step> own = own(watch);
        Styled text = Styled.plain(warning(problem))
                .then(Styled.Style.BOLD, context.text("card.list", context.text("steps.title"), own.size()));
        for (int i = 0; i < own.size(); i++) {
            text = text.then("\n" + label(own, i) + " ")
                    .then(Styled.Style.CODE, settings(own.get(i), MAX_SETTINGS / Math.max(SHARES, own.size())));
        }
        if (watch.steps().isEmpty()) {
            text = text.then("\n" + context.text("steps.default"));
        }
        return text.then("\n\n" + DisplayText.cut(part.trial.of(context, watch, MAX_RESULT), 2 * MAX_RESULT))
                .then("\n\n" + context.text("ask.steps"));
    }

    private static String label(List<Step> own, int at) {
        return (at + 1) + ". " + DisplayText.cut(own.get(at).name(), MAX_LABEL);
    }

    static String settings(Step step, int longest) {
        String all = new TreeMap<>(step.settings().values())
                .entrySet().stream()
                        .map(setting -> setting.getKey() + ": "
                                + shown(setting.getKey(), setting.getValue()).replace("\n", ", "))
                        .collect(Collectors.joining("; "));
        return DisplayText.cut(all, longest);
    }

    /** A setting as it is written in the chat. */
    static String shown(String key, String value) {
        return key.equals("separator") ? value.replace("\n", "\\n") : value.strip();
    }

    private void addButtons(Watch watch, Buttons buttons) {
        List<Step> own = own(watch);
        for (int i = 0; i < own.size(); i++) {
            List<Button> row = new ArrayList<>();
            String label = label(own, i);
            row.add(buttons.labelled("✏️ " + label, "e" + i));
            if (i > 0) {
                row.add(buttons.labelled("⬆️ " + (i + 1), "u" + i));
            } else if (own.size() > 1) {
                row.add(buttons.labelled("⬇️ 1", "u1"));
            }
            row.add(buttons.labelled("🗑 " + (i + 1), "x" + i));
            buttons.row(row.toArray(Button[]::new));
        }
        List<Button> additions = addable()
                .map(name -> buttons.labelled("➕ " + DisplayText.cut(name, MAX_LABEL), "a" + name))
                .toList();
        for (int i = 0; i < additions.size(); i += 2) {
            buttons.row(additions.subList(i, Math.min(i + 2, additions.size())).toArray(Button[]::new));
        }
        if (watch.steps().isPresent() && !part.watches.defaultSteps().isEmpty()) {
            buttons.row(buttons.of("steps.button.default", "default"));
        }
        buttons.back();
    }

    /** The names of the steps that come with the bot, and then of those of plugins. */
    private Stream<String> addable() {
        return Stream.concat(
                Stream.of(StepType.values()).map(StepType::key),
                part.watches.stepNames().stream()
                        .filter(name ->
                                name.length() <= MAX_NAME && StepType.of(name).isEmpty())
                        .limit(MAX_PLUGIN_STEPS));
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return about(context, data, subject -> {
            List<Step> own = own(subject.watch());
            if (verb.equals("back")) {
                return part.card.show(context, subject, "");
            }
            if (!subject.isAsSeen(data)) {
                return show(context, subject, context.text("watch.changed"));
            }
            if (verb.equals("default")) {
                return change(context, subject, subject.watch().withSteps(Optional.empty()));
            }
            return addable()
                    .filter(name -> verb.equals("a" + name))
                    .findFirst()
                    .map(name -> own.size() < Step.MAX_STEPS
                            ? edit(context, subject, own.size(), name)
                            : show(context, subject, context.text("wrong.too-many", Step.MAX_STEPS, own.size() + 1)))
                    .or(() -> number(verb, "e")
                            .filter(at -> at < own.size())
                            .map(at -> edit(context, subject, at, own.get(at).name())))
                    .or(() -> number(verb, "x")
                            .filter(at -> at < own.size())
                            .map(at -> changed(context, subject, steps -> steps.remove(at.intValue()))))
                    .or(() -> number(verb, "u")
                            .filter(at -> at > 0 && at < own.size())
                            .map(at -> changed(context, subject, steps -> Collections.swap(steps, at, at - 1))))
                    .orElseGet(() -> Dialogs.over(context));
        });
    }

    /** Asks for the settings of a step; a new one without any is made at once. */
    private ChatAnswer edit(RequestContext context, Subject subject, int at, String name) {
        Optional<StepType> type = StepType.of(name);
        if (type.isEmpty()) {
            return part.stepText.begin(context, subject, at, name);
        }
        boolean asks =
                !type.get().settings.isEmpty() || at == own(subject.watch()).size();
        return asks
                ? part.stepInput.begin(context, subject, at, type.get())
                : part.stepOptions.show(context, subject, at, "");
    }

    /** Puts a step in its place if it can be used. */
    ChatAnswer put(RequestContext context, Subject subject, int at, Step step) {
        return change(context, subject, with(subject.watch(), at, step));
    }

    private ChatAnswer changed(RequestContext context, Subject subject, Consumer<List<Step>> change) {
        List<Step> steps = new ArrayList<>(own(subject.watch()));
        change.accept(steps);
        return change(context, subject, subject.watch().withSteps(Optional.of(steps)));
    }

    private ChatAnswer change(RequestContext context, Subject subject, Watch changed) {
        return change(context, subject, changed, (now, problem) -> show(context, now, problem));
    }

    /** Applies steps that can be used; others are refused with the reason. The screen is made of the watch as it then is, and the reason. */
    ChatAnswer change(
            RequestContext context, Subject subject, Watch changed, BiFunction<Subject, String, ChatAnswer> screen) {
        Optional<String> wrong = part.watches.problem(changed).map(StepsStep::problem);
        try {
            return wrong.isPresent()
                    ? screen.apply(subject, wrong.get())
                    : screen.apply(part.changed(context, subject, changed), "");
        } catch (InputRefusal e) {
            return screen.apply(subject, e.getMessage());
        }
    }

    /** A problem of a step as it is told in the chat: without its place in the configuration. */
    static String problem(String written) {
        return DisplayText.cut(written.replaceFirst("^steps\\[[0-9]+]\\.", ""), MAX_RESULT);
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        Message sample = message.message();
        part.trial.keep(
                context.user(), Route.stepMessage(sample.chatId(), sample.id(), sample.text(), sample.details()));
        return Optional.of(about(context, data, subject -> show(context, subject, "")));
    }
}
