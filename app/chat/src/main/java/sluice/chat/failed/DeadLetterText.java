package sluice.chat.failed;

import java.time.Duration;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.base.text.DisplayText;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.RequestContext;
import sluice.engine.route.NoteLane;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** Dead letters in words. */
final class DeadLetterText {

    /** Each of two names in a line of the list. */
    private static final int MAX_NAME = 32;

    /** Telegram's own words in a line of the list. */
    private static final int MAX_DETAIL = 160;

    /** The most characters of the message's own text, where one dead letter is shown. */
    private static final int MAX_CONTENT = 1500;

    private final ChatNames names;
    private final Timeline timeline;

    DeadLetterText(ChatNames names, Timeline timeline) {
        this.names = names;
        this.timeline = timeline;
    }

    /** One of several, with its place on the page. */
    Styled line(RequestContext context, int place, DeadLetter deadLetter) {
        String way = DisplayText.isolated(DisplayText.cut(source(context, deadLetter), MAX_NAME)) + " → "
                + DisplayText.isolated(DisplayText.cut(destination(context, deadLetter), MAX_NAME));
        return Styled.plain("\n\n" + place + ". ")
                .then(Style.BOLD, way)
                .then(", " + context.text("failed.ago", ago(deadLetter)))
                .then("\n" + reason(context, deadLetter, MAX_DETAIL));
    }

    /** One alone, with all that is known of it. */
    Styled whole(RequestContext context, DeadLetter deadLetter) {
        long lane = deadLetter.job().destination();
        String destination = DisplayText.isolated(destination(context, deadLetter));
        Styled text = Styled.plain("")
                .then(Style.BOLD, context.text("failed.letter", ago(deadLetter)))
                .then("\n" + context.text("card.from") + " " + DisplayText.isolated(source(context, deadLetter)))
                .then("\n" + context.text("card.to") + " " + destination + " ")
                // Of a note, the chat that it comes from.
                .then(Style.CODE, Long.toString(NoteLane.is(lane) ? NoteLane.source(lane) : lane))
                .then("\n" + reason(context, deadLetter, MAX_CONTENT))
                .then("\n\n" + context.text("failed.help." + deadLetter.reason()));
        String content = switch (deadLetter.job().payload()) {
            case Payload.Relay relay -> relay.text();
            case Payload.Edit edit -> edit.text();
            case Payload.Text plain -> plain.body();
        };
        return content.isEmpty() ? text : text.then("\n\n" + DisplayText.cut(content, MAX_CONTENT));
    }

    private static String reason(RequestContext context, DeadLetter deadLetter, int max) {
        String reason = context.text("failed.reason." + deadLetter.reason());
        return deadLetter.detail().isBlank() ? reason : reason + ": " + DisplayText.cut(deadLetter.detail(), max);
    }

    private String source(RequestContext context, DeadLetter deadLetter) {
        return switch (deadLetter.job().payload()) {
            case Payload.Relay relay -> message(context, relay.chatId(), relay.messageId());
            case Payload.Edit edit -> message(context, edit.chatId(), edit.messageId());
            case Payload.Text _ -> context.text("failed.text");
        };
    }

    private String message(RequestContext context, long chat, int message) {
        return names.of(chat) + " " + context.text("failed.message", message);
    }

    private String destination(RequestContext context, DeadLetter deadLetter) {
        long chat = deadLetter.job().destination();
        if (NoteLane.is(chat)) {
            return context.text("watch.notes");
        }
        return chat == context.user() ? context.text("watch.me") : names.of(chat);
    }

    private String ago(DeadLetter deadLetter) {
        Duration age = Duration.between(deadLetter.at(), timeline.now());
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
