package sluice.chat.watches;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sluice.api.Durations;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for one value of a watch. A new watch is asked for its two chats like this, one after the other. */
final class ValueStep implements DialogStep {

    private static final String FIELD = "field";

    private final WatchPart part;
    private final ChatQuestion question;

    ValueStep(WatchPart part) {
        this.part = part;
        this.question = new ChatQuestion(part);
    }

    @Override
    public String name() {
        return "value";
    }

    /**
     * Asks.
     *
     * @param problem what is wrong with the last answer; empty for nothing
     */
    ChatAnswer show(RequestContext context, Subject subject, Field field, String problem) {
        if (subject.isFixed()) {
            throw new InputRefusal(context.texts().get("watch.fixed"));
        }
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(FIELD, field.key());
        Texts texts = context.texts();
        String ask = texts.get("ask." + field.key());
        return part.enter(
                context,
                this,
                data,
                Styled.plain(problem.isEmpty() ? ask : "⚠️ " + problem + "\n\n" + ask),
                buttons -> switch (field) {
                    case DESTINATION ->
                        buttons.row(
                                        texts.get(
                                                subject.watch().owner() == context.user()
                                                        ? "watch.button.me"
                                                        : "watch.button.owner"),
                                        "me")
                                .row(texts.get("watch.button.cancel"), "back");
                    case TOPIC, DESTINATION_TOPIC, DELAY ->
                        buttons.row(texts.get("watch.button.none"), "none").row(texts.get("watch.button.back"), "back");
                    default -> buttons.row(texts.get("watch.button.cancel"), "back");
                },
                "");
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        Optional<Subject> subject = part.subject(context, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        Field field = field(data);
        return switch (verb) {
            case "back" -> Optional.of(back(context, subject.get()));
            case "none" -> Optional.of(take(context, subject.get(), field, "0"));
            case "me" ->
                field == Field.DESTINATION
                        ? Optional.of(set(context, subject.get(), field, question.me(context, subject.get())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private ChatAnswer back(RequestContext context, Subject subject) {
        return subject.isComplete()
                ? part.card().show(context, subject, "")
                : part.list().show(context, 0, "");
    }

    @Override
    public Optional<ChatAnswer> told(RequestContext context, Map<String, String> data, Update.Written message) {
        Optional<Subject> subject = part.subject(context, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(context, data));
        }
        Field field = field(data);
        try {
            return Optional.of(
                    field.kind() == Field.Kind.CHAT
                            ? set(context, subject.get(), field, question.chat(context, subject.get(), field, message))
                            : take(
                                    context,
                                    subject.get(),
                                    field,
                                    message.message().text().strip()));
        } catch (InputRefusal e) {
            return Optional.of(show(context, subject.get(), field, e.getMessage()));
        }
    }

    private static Field field(Map<String, String> data) {
        return Field.of(data.getOrDefault(FIELD, "")).orElseThrow();
    }

    private ChatAnswer take(RequestContext context, Subject subject, Field field, String text) {
        String value = switch (field.kind()) {
            case NUMBER -> number(context, text);
            case DURATION -> duration(context, text).toString();
            default -> throw new InputRefusal(context.texts().get("chat.not-understood"));
        };
        return set(context, subject, field, value);
    }

    private static String number(RequestContext context, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new InputRefusal(context.texts().get("wrong.number", Integer.MAX_VALUE));
        }
        return text;
    }

    private static Duration duration(RequestContext context, String text) {
        try {
            Duration duration = text.equals("0") ? Duration.ZERO : Durations.parse("delay", text);
            if (duration.compareTo(Watch.MAX_DELAY) <= 0) {
                return duration;
            }
        } catch (SettingsException e) {
            throw new InputRefusal(context.texts().get("wrong.delay", DisplayText.cut(text, 100)));
        }
        throw new InputRefusal(context.texts().get("wrong.delay", DisplayText.cut(text, 100)));
    }

    private ChatAnswer set(RequestContext context, Subject subject, Field field, String value) {
        Watch changed = WatchForm.with(subject.watch(), field.key(), value);
        Subject now = part.changed(context, subject, changed);
        return now.isComplete() ? part.card().show(context, now, "") : show(context, now, Field.DESTINATION, "");
    }
}
