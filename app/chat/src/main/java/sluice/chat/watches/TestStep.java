package sluice.chat.watches;

import java.util.Map;
import java.util.Optional;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Tests a watch with a message, and names the rule that decides. Nothing is sent anywhere. */
final class TestStep implements DialogStep {

    private final WatchPart part;

    TestStep(WatchPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "test";
    }

    /**
     * Asks for a message.
     *
     * @param result what the last one would have come to; empty when there was none
     */
    ChatAnswer show(RequestContext context, Subject subject, String result) {
        Texts texts = context.texts();
        return part.enter(
                context,
                this,
                subject.data(),
                Styled.plain(result.isEmpty() ? texts.get("ask.test") : result + "\n\n" + texts.get("ask.test-again")),
                buttons -> buttons.row(texts.get("watch.button.back"), "back"),
                "");
    }

    @Override
    public Optional<ChatAnswer> tap(RequestContext context, Map<String, String> data, String verb) {
        if (!verb.equals("back")) {
            return Optional.empty();
        }
        return part.subject(context, data)
                .map(subject -> part.card().show(context, subject, ""))
                .or(() -> Optional.of(part.list().gone(context, data)));
    }

    @Override
    public Optional<ChatAnswer> told(RequestContext context, Map<String, String> data, Update.Written message) {
        return part.subject(context, data)
                .map(subject -> show(context, subject, Trial.of(context.texts(), subject.watch(), message.message())))
                .or(() -> Optional.of(part.list().gone(context, data)));
    }
}
