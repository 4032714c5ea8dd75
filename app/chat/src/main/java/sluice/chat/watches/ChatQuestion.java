package sluice.chat.watches;

import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatInput;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.Update;

/** Resolves the chat that an answer means, and checks that a watch can have it. */
public final class ChatQuestion {

    private final WatchPart part;

    ChatQuestion(WatchPart part) {
        this.part = part;
    }

    /** The private chat with the owner of a watch, as a destination. */
    String me(RequestContext context, Subject subject) {
        return other(
                context.texts(),
                subject.watch(),
                Field.DESTINATION,
                subject.watch().owner());
    }

    /**
     * The id of the chat that a message means.
     *
     * @throws InputRefusal when it means none, or one that a watch cannot have
     */
    String chat(RequestContext context, Subject subject, Field field, Update.Written message) {
        Texts texts = context.texts();
        return switch (ChatInput.of(message)) {
            case ChatInput.Me _ when field == Field.DESTINATION -> me(context, subject);
            case ChatInput.Me _ -> throw new InputRefusal(texts.get("wrong.source-person"));
            case ChatInput.Invitation _ -> throw new InputRefusal(texts.get("wrong.invitation"));
            case ChatInput.Hidden _ -> throw new InputRefusal(texts.get("wrong.hidden"));
            case ChatInput.Unclear _ -> throw new InputRefusal(texts.get("wrong.chat"));
            case ChatInput.Named(String name) -> found(texts, subject.watch(), field, name);
        };
    }

    private String found(Texts texts, Watch watch, Field field, String name) {
        return switch (part.names().find(name)) {
            case ChatFound.Known known
            when known.person() && field == Field.SOURCE -> throw new InputRefusal(texts.get("wrong.source-person"));
            case ChatFound.Known known -> other(texts, watch, field, known.id());
            case ChatFound.Unknown(String detail) ->
                throw new InputRefusal(texts.get("wrong.chat-unseen", name, detail));
            case ChatFound.NotAsked(String detail) -> throw new InputRefusal(texts.get("wrong.no-answer", detail));
        };
    }

    /** Refuses the same chat at both ends: its messages would come again and again. */
    private static String other(Texts texts, Watch watch, Field field, long chat) {
        long otherEnd = field == Field.SOURCE ? watch.destination() : watch.source();
        if (chat == otherEnd) {
            throw new InputRefusal(texts.get("wrong.same-chat"));
        }
        return Long.toString(chat);
    }
}
