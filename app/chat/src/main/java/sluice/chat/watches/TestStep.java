package sluice.chat.watches;

import java.util.Map;
import java.util.Optional;
import sluice.api.StepMessage;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.engine.route.Route;
import sluice.telegram.model.Message;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/** Tests a watch with a message, and names the rule that decides. Nothing is sent anywhere. */
final class TestStep extends WatchStep {

    /** Of the rule that decides, in UTF-16 units. */
    private static final int MAX_RULE = 500;

    /** The most text shown of the matches, in UTF-16 units. */
    private static final int MAX_EXTRACT = 1_500;

    TestStep(WatchPart part) {
        super("test", part);
    }

    /** Asks for a message, below what the last one would have come to; empty when there was none. */
    ChatAnswer show(RequestContext context, Subject subject, String result) {
        String text = result.isEmpty() ? context.text("ask.test") : result + "\n\n" + context.text("ask.test-again");
        return enter(context, subject.data(), Styled.plain(text), Buttons::back);
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return verb.equals("back") ? backToCard(context, data) : Dialogs.over(context);
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Map<String, String> data, Update.Written message) {
        return Optional.of(about(
                context, data, subject -> show(context, subject, judged(context, subject.watch(), message.message()))));
    }

    private String judged(RequestContext context, Watch watch, Message message) {
        StepMessage seen = Route.stepMessage(message.chatId(), message.id(), message.text(), message.details());
        return part.watches
                .trial(watch, seen, message.content() == Message.Content.ORDINARY)
                .words(
                        context.texts(),
                        rule -> DisplayText.isolated(DisplayText.cut(rule, MAX_RULE)),
                        text -> DisplayText.cut(text, MAX_EXTRACT));
    }
}
