package sluice.web.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sluice.api.Stats;
import sluice.host.ModuleRecord;
import sluice.host.status.Health;

/** The points that somebody should look at although the bot works. */
final class Attention {

    /**
     * One thing.
     *
     * @param text what it is
     * @param href where on the page it is seen
     */
    record Note(String text, String href) {}

    private static final Map<String, String> WORDS = Map.of(
            "polling", "New messages cannot be fetched from Telegram: ",
            "queue", "The queue does not move as it should: ",
            "module", "A module does not answer: ",
            "cleanup", "Memory is not cleaned: ",
            "thread", "Sluice is about to end, to be started anew: ",
            "fault", "Something of Sluice itself failed: ");

    private Attention() {}

    static List<Note> of(Map<String, Stats> figures, List<ModuleRecord> modules) {
        List<Note> notes = new ArrayList<>();
        add(
                notes,
                count(figures, "queue", "dead_letters"),
                "message was",
                "messages were",
                " not delivered",
                "#letters");
        add(notes, count(figures, "peer", "failed_peers"), "chat", "chats", " cannot be used at the moment", "#memory");
        long troubled =
                modules.stream().filter(module -> module.trouble().isPresent()).count();
        add(notes, troubled, "module has", "modules have", " a fault", "#modules");
        return notes;
    }

    /** A reason of the bot's health, for people. */
    static String words(Health.Problem problem) {
        return WORDS.get(problem.name()) + problem.detail();
    }

    private static void add(List<Note> notes, long count, String one, String many, String what, String href) {
        if (count > 0) {
            notes.add(new Note(String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : many) + what, href));
        }
    }

    private static long count(Map<String, Stats> figures, String concern, String name) {
        Number value = figures.getOrDefault(concern, Stats.empty()).values().get(name);
        return value == null ? 0 : value.longValue();
    }
}
