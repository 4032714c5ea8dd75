package sluice.web.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.PeerFailure;
import sluice.api.Stats;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.host.status.Health;

/** The points that somebody should look at although the bot works. */
final class Attention {

    /** The most chats that are named one by one. */
    private static final int MAX_CHATS = 5;

    /**
     * One thing.
     *
     * @param text what it is
     * @param href where on the page it is seen
     */
    record Note(String text, String href) {}

    private final BotView bot;
    private final Titles titles;
    private final Texts texts;

    @Bounded("two and MAX_CHATS")
    private final List<Note> notes = new ArrayList<>();

    private Attention(BotView bot, Titles titles, Texts texts) {
        this.bot = bot;
        this.titles = titles;
        this.texts = texts;
    }

    static List<Note> of(BotView bot, Map<String, Stats> figures, Titles titles, Texts texts) {
        Attention attention = new Attention(bot, titles, texts);
        attention.add(Overview.count(figures, "queue", "dead_letters"), "letter", "#letters");
        attention.chats(Overview.count(figures, "peer", "failed_peers"));
        attention.add(bot.report().troubled().size(), "module", "#modules");
        return attention.notes;
    }

    /** A reason of the bot's health, for people. */
    static String words(Health.Problem problem, Texts texts) {
        return texts.get("page.problem." + problem.name(), problem.detail());
    }

    /** The reason why a chat cannot be used and what to do; empty when it works as far as is known. */
    static Optional<String> unusable(long chat, BotView bot, Titles titles, Texts texts) {
        return bot.peers()
                .failure(chat)
                .map(PeerFailure::reason)
                .map(reason -> texts.get("page.chat-unusable", titles.withId(chat), reason));
    }

    /** Those that watches send to are named, with what to do. */
    private void chats(long failed) {
        if (failed == 0) {
            return;
        }
        List<String> named = bot.watches().all().stream()
                .map(Watch::destination)
                .distinct()
                .flatMap(chat -> unusable(chat, bot, titles, texts).stream())
                .limit(MAX_CHATS)
                .toList();
        named.forEach(text -> notes.add(new Note(text, "#watches")));
        add(failed - named.size(), named.isEmpty() ? "chat" : "chat-more", "#memory");
    }

    private void add(long count, String what, String href) {
        if (count > 0) {
            notes.add(new Note(texts.get("page.note." + what + (count == 1 ? ".one" : ".many"), count), href));
        }
    }
}
