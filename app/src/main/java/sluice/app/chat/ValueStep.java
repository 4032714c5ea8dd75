package sluice.app.chat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sluice.api.Durations;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;

/** Asks for one value of a watch. A new watch is asked for its two chats like this, one after the other. */
final class ValueStep implements Step {

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
    Answer show(Visit visit, Subject subject, Field field, String problem) {
        if (subject.isFixed()) {
            throw new Refusal(visit.texts().get("watch.fixed"));
        }
        Map<String, String> data = new HashMap<>(subject.data());
        data.put(FIELD, field.key());
        Texts texts = visit.texts();
        String ask = texts.get("ask." + field.key());
        return part.enter(
                visit,
                this,
                data,
                Styled.plain(problem.isEmpty() ? ask : "⚠️ " + problem + "\n\n" + ask),
                buttons -> switch (field) {
                    case DESTINATION ->
                        buttons.row(
                                        texts.get(
                                                subject.watch().owner() == visit.user()
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
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        Optional<Subject> subject = part.subject(visit, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(visit, data));
        }
        Field field = field(data);
        return switch (verb) {
            case "back" -> Optional.of(back(visit, subject.get()));
            case "none" -> Optional.of(take(visit, subject.get(), field, "0"));
            case "me" ->
                field == Field.DESTINATION
                        ? Optional.of(set(visit, subject.get(), field, question.me(visit, subject.get())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Answer back(Visit visit, Subject subject) {
        return subject.isComplete()
                ? part.card().show(visit, subject, "")
                : part.list().show(visit, 0, "");
    }

    @Override
    public Optional<Answer> told(Visit visit, Map<String, String> data, Update.Written message) {
        Optional<Subject> subject = part.subject(visit, data);
        if (subject.isEmpty()) {
            return Optional.of(part.list().gone(visit, data));
        }
        Field field = field(data);
        try {
            return Optional.of(
                    field.kind() == Field.Kind.CHAT
                            ? set(visit, subject.get(), field, question.chat(visit, subject.get(), field, message))
                            : take(
                                    visit,
                                    subject.get(),
                                    field,
                                    message.message().text().strip()));
        } catch (Refusal e) {
            return Optional.of(show(visit, subject.get(), field, e.getMessage()));
        }
    }

    private static Field field(Map<String, String> data) {
        return Field.of(data.getOrDefault(FIELD, "")).orElseThrow();
    }

    private Answer take(Visit visit, Subject subject, Field field, String text) {
        String value = switch (field.kind()) {
            case NUMBER -> number(visit, text);
            case DURATION -> duration(visit, text).toString();
            default -> throw new Refusal(visit.texts().get("chat.not-understood"));
        };
        return set(visit, subject, field, value);
    }

    private static String number(Visit visit, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new Refusal(visit.texts().get("wrong.number", Integer.MAX_VALUE));
        }
        return text;
    }

    private static Duration duration(Visit visit, String text) {
        try {
            Duration duration = text.equals("0") ? Duration.ZERO : Durations.parse("delay", text);
            if (duration.compareTo(Watch.MAX_DELAY) <= 0) {
                return duration;
            }
        } catch (SettingsException e) {
            throw new Refusal(visit.texts().get("wrong.delay", Shown.cut(text, 100)));
        }
        throw new Refusal(visit.texts().get("wrong.delay", Shown.cut(text, 100)));
    }

    private Answer set(Visit visit, Subject subject, Field field, String value) {
        Watch changed = WatchForm.with(subject.watch(), field.key(), value);
        Subject now = part.changed(visit, subject, changed);
        return now.isComplete() ? part.card().show(visit, now, "") : show(visit, now, Field.DESTINATION, "");
    }
}
