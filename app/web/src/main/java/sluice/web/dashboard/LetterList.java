package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.engine.part.BotView;
import sluice.engine.route.NoteLane;

/** A page of the dead letters, as JSON. This class is thread-safe. */
final class LetterList {

    /** Dead letters on a page. */
    static final int PAGE = 10;

    /** The most characters of a message's text, enough to tell it from others. */
    private static final int MAX_CONTENT = 160;

    /** The most characters of what Telegram or a module says. */
    private static final int MAX_DETAIL = 300;

    private final BotView bot;
    private final Titles titles;
    private final Texts texts = Texts.of(Language.EN);

    LetterList(BotView bot, Titles titles) {
        this.bot = bot;
        this.titles = titles;
    }

    /**
     * Writes a page.
     *
     * @param before only such with a lower number; {@link Long#MAX_VALUE} for the newest
     * @param node the JSON object that it fills
     */
    void write(long before, ObjectNode node) {
        int total = bot.undelivered().size();
        node.put("total", total);
        ArrayNode rows = node.putArray("rows");
        // One more than is shown tells whether there are older ones.
        List<DeadLetter> found = total == 0 ? List.of() : bot.undelivered().page(before, PAGE + 1);
        found.stream().limit(PAGE).forEach(letter -> row(letter, rows.addObject()));
        node.put("older", found.size() > PAGE);
    }

    private void row(DeadLetter letter, ObjectNode row) {
        long lane = letter.job().destination();
        boolean note = NoteLane.is(lane);
        row.put("id", letter.id())
                .put("at", letter.at().toEpochMilli())
                .put("unknown", letter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME)
                .put("reason", texts.get("failed.reason." + letter.reason()))
                .put("help", texts.get("failed.help." + letter.reason()))
                .put("detail", cut(letter.detail(), MAX_DETAIL))
                .put("destination", note ? NoteLane.source(lane) : lane)
                .put("destinationTitle", note ? "notes" : titles.of(lane));
        switch (letter.job().payload()) {
            case Payload.Relay relay -> from(row, relay.chatId(), relay.messageId(), relay.text());
            case Payload.Edit edit -> from(row, edit.chatId(), edit.messageId(), edit.text());
            case Payload.Text text -> row.put("content", cut(text.body(), MAX_CONTENT));
        }
    }

    private void from(ObjectNode row, long chat, int message, String text) {
        row.put("source", chat)
                .put("sourceTitle", titles.of(chat))
                .put("message", message)
                .put("content", cut(text, MAX_CONTENT));
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(max - 1));
        return text.substring(0, splitsPair ? max - 1 : max) + "…";
    }
}
