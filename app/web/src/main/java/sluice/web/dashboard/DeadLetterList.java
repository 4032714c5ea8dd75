package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import sluice.api.DeadLetter;
import sluice.api.Payload;
import sluice.base.text.DisplayText;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.route.NoteLane;

/** A page of the dead letters, as JSON. This class is thread-safe. */
final class DeadLetterList {

    /** Dead letters on a page. */
    static final int PAGE = 10;

    /** Groups on the page. */
    private static final int MAX_GROUPS = 20;

    /** The most characters of a message's text, enough to tell it from others. */
    private static final int MAX_CONTENT = 160;

    /** The most characters of what Telegram or a module says. */
    private static final int MAX_DETAIL = 300;

    private final BotView bot;
    private final Titles titles;
    private final Texts texts;

    DeadLetterList(BotView bot, Titles titles, Texts texts) {
        this.bot = bot;
        this.titles = titles;
        this.texts = texts;
    }

    /** Writes the groups and a page into a JSON object, of those wanted with a number below {@code before}. */
    void write(long before, Predicate<DeadLetter> wanted, ObjectNode node) {
        int total = bot.deadLetters().size();
        node.put("total", total)
                .put("newest", total == 0 ? 0 : bot.deadLetters().newest());
        ArrayNode rows = node.putArray("rows");
        // One more than is shown tells whether there are older ones.
        List<DeadLetter> found = total == 0 ? List.of() : bot.deadLetters().page(before, PAGE + 1, wanted);
        found.stream().limit(PAGE).forEach(deadLetter -> row(deadLetter, rows.addObject()));
        node.put("older", found.size() > PAGE);
        ArrayNode groups = node.putArray("groups");
        if (total > 0) {
            bot.deadLetters().groups().stream().limit(MAX_GROUPS).forEach(group -> group(group, groups.addObject()));
        }
    }

    private void group(DeadLetterService.Group group, ObjectNode row) {
        row.put("name", DeadLetterGroup.name(group))
                .put("to", name(group.destination()))
                .put("reason", texts.get("failed.reason." + group.reason()))
                .put("help", texts.get("failed.help." + group.reason()))
                .put("count", group.count());
    }

    private String name(long lane) {
        return NoteLane.is(lane) ? texts.get("watch.notes") : titles.withId(lane);
    }

    private void row(DeadLetter deadLetter, ObjectNode row) {
        long lane = deadLetter.job().destination();
        boolean note = NoteLane.is(lane);
        row.put("id", deadLetter.id())
                .put("at", deadLetter.at().toEpochMilli())
                .put("unknown", deadLetter.reason() == DeadLetter.Reason.UNKNOWN_OUTCOME)
                .put("reason", texts.get("failed.reason." + deadLetter.reason()))
                .put("help", texts.get("failed.help." + deadLetter.reason()))
                .put("detail", DisplayText.cut(deadLetter.detail(), MAX_DETAIL))
                .put("destination", note ? NoteLane.source(lane) : lane)
                .put("destinationTitle", note ? texts.get("watch.notes") : titles.of(lane));
        switch (deadLetter.job().payload()) {
            case Payload.Relay relay -> from(row, relay.chatId(), relay.messageId(), relay.text());
            case Payload.Edit edit -> from(row, edit.chatId(), edit.messageId(), edit.text());
            case Payload.Text text -> row.put("content", DisplayText.cut(text.body(), MAX_CONTENT));
        }
    }

    private void from(ObjectNode row, long chat, int message, String text) {
        row.put("source", chat)
                .put("sourceTitle", titles.of(chat))
                .put("message", message)
                .put("content", DisplayText.cut(text, MAX_CONTENT));
    }
}
