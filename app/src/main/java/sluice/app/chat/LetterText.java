package sluice.app.chat;

import java.time.Duration;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.app.route.NoteLane;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Styled.Style;
import sluice.app.text.Texts;
import sluice.app.time.Timeline;

/** Dead letters in words. */
final class LetterText {

    /** Each of two names in a line of the list. */
    private static final int MAX_NAME = 32;

    /** Telegram's own words in a line of the list. */
    private static final int MAX_DETAIL = 160;

    /** What the message says, where one letter is shown. */
    private static final int MAX_CONTENT = 1500;

    private final ChatNames names;
    private final Timeline timeline;

    LetterText(ChatNames names, Timeline timeline) {
        this.names = names;
        this.timeline = timeline;
    }

    /** One of several, with its place on the page. */
    Styled line(Visit visit, int place, DeadLetter letter) {
        Texts texts = visit.texts();
        String way = Shown.isolated(Shown.cut(source(visit, letter), MAX_NAME)) + " → "
                + Shown.isolated(Shown.cut(destination(visit, letter), MAX_NAME));
        return Styled.plain("\n\n" + place + ". ")
                .then(Style.BOLD, way)
                .then(", " + texts.get("failed.ago", ago(letter)) + "\n" + reason(texts, letter, MAX_DETAIL));
    }

    /** One alone, with all that is known of it. */
    Styled whole(Visit visit, DeadLetter letter) {
        Texts texts = visit.texts();
        Styled text = Styled.plain("")
                .then(Style.BOLD, texts.get("failed.letter", ago(letter)))
                .then("\n" + texts.get("card.from") + " " + Shown.isolated(source(visit, letter)))
                .then("\n" + texts.get("card.to") + " " + Shown.isolated(destination(visit, letter)) + " ")
                .then(Style.CODE, Long.toString(chat(letter)))
                .then("\n" + reason(texts, letter, MAX_CONTENT))
                .then("\n\n" + texts.get("failed.help." + letter.reason()));
        String content = content(letter.job().payload());
        return content.isEmpty() ? text : text.then("\n\n" + Shown.cut(content, MAX_CONTENT));
    }

    /** The one that it goes to; of a note the one that it comes from. */
    private static long chat(DeadLetter letter) {
        long lane = letter.job().destination();
        return NoteLane.is(lane) ? NoteLane.source(lane) : lane;
    }

    private static String reason(Texts texts, DeadLetter letter, int max) {
        String reason = texts.get("failed.reason." + letter.reason());
        return letter.detail().isBlank() ? reason : reason + ": " + Shown.cut(letter.detail(), max);
    }

    private String source(Visit visit, DeadLetter letter) {
        return switch (letter.job().payload()) {
            case Payload.Relay relay -> message(visit, relay.chatId(), relay.messageId());
            case Payload.Edit edit -> message(visit, edit.chatId(), edit.messageId());
            case Payload.Text _ -> visit.texts().get("failed.text");
        };
    }

    private String message(Visit visit, long chat, int message) {
        return names.of(chat) + " " + visit.texts().get("failed.message", message);
    }

    private String destination(Visit visit, DeadLetter letter) {
        long chat = letter.job().destination();
        if (NoteLane.is(chat)) {
            return visit.texts().get("watch.notes");
        }
        return chat == visit.user() ? visit.texts().get("watch.me") : names.of(chat);
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
