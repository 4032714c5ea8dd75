package sluice.chat.failed;

import java.time.Duration;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.RequestContext;
import sluice.engine.route.NoteLane;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** Dead letters in words. */
public final class LetterText {

    /** Each of two names in a line of the list. */
    private static final int MAX_NAME = 32;

    /** Telegram's own words in a line of the list. */
    private static final int MAX_DETAIL = 160;

    /** The most characters of the message's own text, where one letter is shown. */
    private static final int MAX_CONTENT = 1500;

    private final ChatNames names;
    private final Timeline timeline;

    public LetterText(ChatNames names, Timeline timeline) {
        this.names = names;
        this.timeline = timeline;
    }

    /** One of several, with its place on the page. */
    Styled line(RequestContext context, int place, DeadLetter letter) {
        Texts texts = context.texts();
        String way = DisplayText.isolated(DisplayText.cut(source(context, letter), MAX_NAME)) + " → "
                + DisplayText.isolated(DisplayText.cut(destination(context, letter), MAX_NAME));
        return Styled.plain("\n\n" + place + ". ")
                .then(Style.BOLD, way)
                .then(", " + texts.get("failed.ago", ago(letter)) + "\n" + reason(texts, letter, MAX_DETAIL));
    }

    /** One alone, with all that is known of it. */
    Styled whole(RequestContext context, DeadLetter letter) {
        Texts texts = context.texts();
        Styled text = Styled.plain("")
                .then(Style.BOLD, texts.get("failed.letter", ago(letter)))
                .then("\n" + texts.get("card.from") + " " + DisplayText.isolated(source(context, letter)))
                .then("\n" + texts.get("card.to") + " " + DisplayText.isolated(destination(context, letter)) + " ")
                .then(Style.CODE, Long.toString(chat(letter)))
                .then("\n" + reason(texts, letter, MAX_CONTENT))
                .then("\n\n" + texts.get("failed.help." + letter.reason()));
        String content = content(letter.job().payload());
        return content.isEmpty() ? text : text.then("\n\n" + DisplayText.cut(content, MAX_CONTENT));
    }

    /** The one that it goes to; of a note the one that it comes from. */
    private static long chat(DeadLetter letter) {
        long lane = letter.job().destination();
        return NoteLane.is(lane) ? NoteLane.source(lane) : lane;
    }

    private static String reason(Texts texts, DeadLetter letter, int max) {
        String reason = texts.get("failed.reason." + letter.reason());
        return letter.detail().isBlank() ? reason : reason + ": " + DisplayText.cut(letter.detail(), max);
    }

    private String source(RequestContext context, DeadLetter letter) {
        return switch (letter.job().payload()) {
            case Payload.Relay relay -> message(context, relay.chatId(), relay.messageId());
            case Payload.Edit edit -> message(context, edit.chatId(), edit.messageId());
            case Payload.Text _ -> context.texts().get("failed.text");
        };
    }

    private String message(RequestContext context, long chat, int message) {
        return names.of(chat) + " " + context.texts().get("failed.message", message);
    }

    private String destination(RequestContext context, DeadLetter letter) {
        long chat = letter.job().destination();
        if (NoteLane.is(chat)) {
            return context.texts().get("watch.notes");
        }
        return chat == context.user() ? context.texts().get("watch.me") : names.of(chat);
    }

    private static String content(Payload payload) {
        return switch (payload) {
            case Payload.Relay relay -> relay.text();
            case Payload.Edit edit -> edit.text();
            case Payload.Text text -> text.body();
        };
    }

    private String ago(DeadLetter letter) {
        Duration age = Duration.between(letter.at(), timeline.now());
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
