package sluice.chat.watches;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Durations;
import sluice.api.SettingsException;
import sluice.api.UserState;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.config.filter.TextPieces;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.ChatInput;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Asks for one value of a watch. A new watch is asked for its two chats like this, one after the other. */
final class ValueStep extends WatchStep {

    ValueStep(WatchPart part) {
        super("value", part);
    }

    /** Asks; the problem is what is wrong with the last answer, empty for nothing. */
    ChatAnswer show(RequestContext context, Subject subject, Field field, String problem) {
        subject.requireChangeable(context);
        Map<String, String> data = subject.data();
        data.put(Field.KEY, field.key());
        if (field.kind == Field.Kind.CHAT) {
            data.put(Dialogs.PICKER, "");
        }
        boolean own = subject.watch().owner() == context.user();
        return enter(
                context,
                data,
                Styled.plain(warning(problem)
                        + context.text("ask." + field.key())
                        + (mayBeSeveral(subject, field) ? " " + context.text("ask.several") : "")),
                buttons -> addButtons(buttons, field, own));
    }

    private static void addButtons(Buttons buttons, Field field, boolean own) {
        switch (field) {
            case DESTINATION ->
                buttons.row(buttons.of(own ? "watch.button.me" : "watch.button.owner", "me"))
                        .row(buttons.of("watch.button.cancel", "back"));
            case NAME, TOPIC, DESTINATION_TOPIC, DELAY ->
                buttons.row(buttons.of("watch.button.none", "none")).back();
            default -> buttons.row(buttons.of("watch.button.cancel", "back"));
        }
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        Field field = Field.in(data);
        return about(context, data, subject -> switch (verb) {
            case "back" -> subject.isComplete() ? part.card.show(context, subject, "") : part.list.show(context, 0, "");
            case "none" -> none(context, subject, field);
            case "me" ->
                field == Field.DESTINATION
                        ? set(context, subject, field, me(context, subject.watch()))
                        : Dialogs.over(context);
            default -> Dialogs.over(context);
        });
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        Field field = Field.in(data);
        String text = message.message().text().strip();
        return Optional.of(about(context, data, subject -> {
            try {
                if (field.kind == Field.Kind.CHAT) {
                    return chats(context, subject, field, message);
                }
                return context.isNone(text) ? none(context, subject, field) : take(context, subject, field, text);
            } catch (InputRefusal e) {
                return show(context, subject, field, e.getMessage());
            }
        }));
    }

    private ChatAnswer none(RequestContext context, Subject subject, Field field) {
        return field == Field.NAME ? set(context, subject, field, "") : take(context, subject, field, "0");
    }

    private ChatAnswer take(RequestContext context, Subject subject, Field field, String text) {
        String value = switch (field.kind) {
            case NUMBER -> number(context, text);
            case DURATION -> duration(context, text).toString();
            case TEXT -> name(context, text);
            default -> throw context.refusal("chat.not-understood");
        };
        return set(context, subject, field, value);
    }

    private static String number(RequestContext context, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw context.refusal("wrong.number", Integer.MAX_VALUE);
        }
        return text;
    }

    private static String name(RequestContext context, String text) {
        if (!TextPieces.isLegible(text) || text.length() > Watch.MAX_NAME || text.contains("\n")) {
            throw context.refusal("wrong.name", Watch.MAX_NAME);
        }
        return text;
    }

    private static Duration duration(RequestContext context, String text) {
        Duration duration;
        try {
            duration = text.equals("0") ? Duration.ZERO : Durations.parse("delay", text);
        } catch (SettingsException e) {
            throw context.refusal("wrong.delay", DisplayText.cut(text, 100));
        }
        if (duration.compareTo(Watch.MAX_DELAY) > 0) {
            throw context.refusal("wrong.delay", DisplayText.cut(text, 100));
        }
        return duration;
    }

    private static boolean mayBeSeveral(Subject subject, Field field) {
        return subject.kind() == Subject.Kind.DRAFT && field.kind == Field.Kind.CHAT;
    }

    /** Takes one chat, or in a draft one on each line. */
    private ChatAnswer chats(RequestContext context, Subject subject, Field field, Update.Written message) {
        List<String> lines = message.message()
                .text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (message.forwarded() || lines.size() < 2 || !mayBeSeveral(subject, field)) {
            return set(context, subject, field, chat(context, subject, field, ChatInput.of(message)));
        }
        int others = field == Field.SOURCE
                ? subject.alsoTo().size()
                : subject.alsoFrom().size();
        if (lines.size() * (others + 1) > Subject.MAX_AT_ONCE) {
            throw context.refusal("wrong.too-many-chats", Subject.MAX_AT_ONCE);
        }
        List<Long> chats = lines.stream()
                .map(line -> Long.valueOf(chat(context, subject, field, ChatInput.of(line))))
                .distinct()
                .toList();
        List<Long> also = chats.subList(1, chats.size());
        return apply(context, also(subject, field, also), field, Long.toString(chats.getFirst()));
    }

    private static Subject also(Subject subject, Field field, List<Long> chats) {
        return switch (field) {
            case SOURCE -> new Subject(subject.watch(), subject.kind(), chats, subject.alsoTo());
            case DESTINATION -> new Subject(subject.watch(), subject.kind(), subject.alsoFrom(), chats);
            default -> subject;
        };
    }

    private ChatAnswer set(RequestContext context, Subject subject, Field field, String value) {
        return apply(context, also(subject, field, List.of()), field, value);
    }

    private ChatAnswer apply(RequestContext context, Subject subject, Field field, String value) {
        Watch changed = WatchForm.with(subject.watch(), field.key(), value);
        Subject now = part.changed(context, subject, changed);
        return now.isComplete() ? part.card.show(context, now, "") : show(context, now, Field.DESTINATION, "");
    }

    /** The private chat with the owner of a watch, as a destination. */
    private static String me(RequestContext context, Watch watch) {
        return other(context, watch, Field.DESTINATION, watch.owner());
    }

    /**
     * The id of the chat that an answer means.
     *
     * @throws InputRefusal when it means none, or one that a watch cannot have
     */
    private String chat(RequestContext context, Subject subject, Field field, ChatInput input) {
        return switch (input) {
            case ChatInput.Me _ when field == Field.DESTINATION -> me(context, subject.watch());
            case ChatInput.Me _ -> throw context.refusal("wrong.source-person");
            case ChatInput.Invitation _ -> throw context.refusal("wrong.invitation");
            case ChatInput.Hidden _ -> throw context.refusal("wrong.hidden");
            case ChatInput.Unclear _ -> throw context.refusal("wrong.chat");
            case ChatInput.Named(String name) -> found(context, subject.watch(), field, name);
        };
    }

    /** A new watch of a chat, which asks for its destination next. */
    ChatAnswer from(RequestContext context, long source) {
        Subject draft = part.newDraft(context);
        String found = found(context, draft.watch(), Field.SOURCE, Long.toString(source));
        return set(context, draft, Field.SOURCE, found);
    }

    /** The field for which the dialog of a user asks; empty when it asks for no chat, or when this one is the other end. */
    Optional<Field> asked(RequestContext context, long chat) {
        return asking(context)
                .filter(state -> Subject.id(state.data())
                        .map(id -> part.subject(context, id))
                        .orElseGet(() -> Optional.of(Subject.draft(state.data())))
                        .filter(subject -> subject.watch().source() != chat
                                && subject.watch().destination() != chat)
                        .isPresent())
                .map(state -> Field.in(state.data()));
    }

    private Optional<UserState> asking(RequestContext context) {
        return part.dialogs
                .of(context.user())
                .filter(state -> state.dialog().equals(WatchPart.NAME)
                        && DialogStep.of(List.of(this), state).isPresent()
                        && Field.in(state.data()).kind == Field.Kind.CHAT);
    }

    /** Answers the dialog that asks for a chat with the field and the id that a button carries; empty when it asks for another. */
    Optional<ChatAnswer> use(RequestContext context, String argument) {
        return asking(context).flatMap(state -> {
            Field field = Field.in(state.data());
            String prefix = field.key() + ":";
            String chat = argument.startsWith(prefix) ? argument.substring(prefix.length()) : "";
            return chat.matches("-[0-9]{1,18}")
                    ? Optional.of(about(
                            context,
                            state.data(),
                            subject -> set(context, subject, field, found(context, subject.watch(), field, chat))))
                    : Optional.empty();
        });
    }

    private String found(RequestContext context, Watch watch, Field field, String name) {
        return switch (part.names.find(name)) {
            case ChatFound.Known known
            when known.person() && field == Field.SOURCE -> throw context.refusal("wrong.source-person");
            case ChatFound.Known known -> other(context, watch, field, known.id());
            case ChatFound.Unknown(String detail) -> throw context.refusal("wrong.chat-unseen", name, detail);
            case ChatFound.NotAsked(String detail) -> throw context.refusal("wrong.no-answer", detail);
        };
    }

    /** Refuses the same chat at both ends: its messages would come again and again. */
    private static String other(RequestContext context, Watch watch, Field field, long chat) {
        long otherEnd = field == Field.SOURCE ? watch.destination() : watch.source();
        if (chat == otherEnd) {
            throw context.refusal("wrong.same-chat");
        }
        return Long.toString(chat);
    }
}
