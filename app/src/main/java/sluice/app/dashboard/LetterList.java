package sluice.app.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.app.config.Language;
import sluice.app.route.NoteLane;
import sluice.app.text.Texts;

/** A page of the dead letters, as JSON. This class is thread-safe. */
final class LetterList {

    /** How many are on a page. */
    static final int PAGE = 10;

    /** What a message says, as much as tells it from others. */
    private static final int MAX_CONTENT = 160;

    /** What Telegram or a module says. */
    private static final int MAX_DETAIL = 300;

    private final Sources sources;
    private final Texts texts = Texts.of(Language.EN);

    LetterList(Sources sources) {
        this.sources = sources;
    }

    /**
     * Writes a page.
     *
     * @param before only such with a lower number; {@link Long#MAX_VALUE} for the newest
     * @param node where to
     */
    void write(long before, ObjectNode node) {
        int total = sources.undelivered().size();
        node.put("total", total);
        ArrayNode rows = node.putArray("rows");
        // One more than is shown tells whether there are older ones.
        List<DeadLetter> found = total == 0 ? List.of() : sources.undelivered().page(before, PAGE + 1);
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
                .put("destinationTitle", note ? "notes" : sources.titles().of(lane));
        switch (letter.job().payload()) {
            case Payload.Relay relay -> from(row, relay.chatId(), relay.messageId(), relay.text());
            case Payload.Edit edit -> from(row, edit.chatId(), edit.messageId(), edit.text());
            case Payload.Text text -> row.put("content", cut(text.body(), MAX_CONTENT));
        }
    }

    private void from(ObjectNode row, long chat, int message, String text) {
        row.put("source", chat)
                .put("sourceTitle", sources.titles().of(chat))
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
