package sluice.app.chat;

import sluice.api.Watch;
import sluice.app.telegram.ChatFound;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;

/** Which chat an answer means, and whether a watch can have it. */
final class ChatQuestion {

    private final WatchPart part;

    ChatQuestion(WatchPart part) {
        this.part = part;
    }

    /** The private chat with the owner of a watch, as a destination. */
    String me(Visit visit, Subject subject) {
        return other(
                visit.texts(),
                subject.watch(),
                Field.DESTINATION,
                subject.watch().owner());
    }

    /**
     * The id of the chat that a message means.
     *
     * @throws Refusal when it means none, or one that a watch cannot have
     */
    String chat(Visit visit, Subject subject, Field field, Update.Written message) {
        Texts texts = visit.texts();
        return switch (ChatInput.of(message)) {
            case ChatInput.Me _ when field == Field.DESTINATION -> me(visit, subject);
            case ChatInput.Me _ -> throw new Refusal(texts.get("wrong.source-person"));
            case ChatInput.Invitation _ -> throw new Refusal(texts.get("wrong.invitation"));
            case ChatInput.Hidden _ -> throw new Refusal(texts.get("wrong.hidden"));
            case ChatInput.Unclear _ -> throw new Refusal(texts.get("wrong.chat"));
            case ChatInput.Named(String name) -> found(texts, subject.watch(), field, name);
        };
    }

    private String found(Texts texts, Watch watch, Field field, String name) {
        return switch (part.names().find(name)) {
            case ChatFound.Known known
            when known.person() && field == Field.SOURCE -> throw new Refusal(texts.get("wrong.source-person"));
            case ChatFound.Known known -> other(texts, watch, field, known.id());
            case ChatFound.Unknown(String detail) -> throw new Refusal(texts.get("wrong.chat-unseen", name, detail));
            case ChatFound.NotAsked(String detail) -> throw new Refusal(texts.get("wrong.no-answer", detail));
        };
    }

    /** What is sent to where it comes from would come again and again. */
    private static String other(Texts texts, Watch watch, Field field, long chat) {
        long otherEnd = field == Field.SOURCE ? watch.destination() : watch.source();
        if (chat == otherEnd) {
            throw new Refusal(texts.get("wrong.same-chat"));
        }
        return Long.toString(chat);
    }
}
