package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Call;

/** Many watches, and names and texts of all kinds: everything within Telegram's limits, and shown as it is. */
class WatchListTest extends WithBot {

    private static final int MANY = 1_000;
    private static final long FIRST = -1003000000000L;

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private void importYaml(String watches) throws IOException {
        String file = Files.writeString(dir.resolve("many.yaml"), "watches:\n" + watches)
                .toString();
        assertEquals(
                0,
                bot.run("watches", "import", file, "--config", bot.file().toString())
                        .join(),
                bot::output);
    }

    @Test
    void a_thousand_watches_are_shown_page_by_page_within_the_limits() throws IOException {
        StringBuilder watches = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            telegram.channel(FIRST - i, "Source " + i + " " + "w".repeat(110));
            watches.append("  - {owner: ").append(OWNER).append(", source: ").append(FIRST - i);
            watches.append(", destination: ")
                    .append(A)
                    .append(", id: '")
                    .append("i".repeat(190) + i)
                    .append("'}\n");
        }
        bot.configure("");
        importYaml(watches.toString());
        bot.startAgain();
        owner.says("/watch");
        owner.assertShows("Watches: 1001\nPage 1 of 126");
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= 126; page++) {
            owner.assertShows("Page " + page + " of 126");
            owner.buttons().stream()
                    .map(List::getFirst)
                    .filter(label -> label.startsWith("▶️"))
                    .forEach(seen::add);
            owner.taps("›");
        }
        owner.assertShows("Page 1 of 126");
        assertEquals(MANY + 1, seen.size());
        owner.taps("‹");
        owner.assertShows("Page 126 of 126");
        owner.taps("▶️ Source 999 wwwwwwwwwwww… → A");
        owner.assertShows("From: Source 999 " + "w".repeat(110) + " " + (FIRST - 999));
        assertEveryCallWasTaken();
    }

    @Test
    void a_thousand_keywords_are_shown_page_by_page_within_the_limits() throws IOException {
        StringBuilder watch = new StringBuilder();
        watch.append("  - {owner: ").append(OWNER).append(", source: ").append(S);
        watch.append(", destination: ").append(A);
        for (String list : List.of("blacklist", "whitelist")) {
            watch.append(", ").append(list).append(": [");
            for (int i = 0; i < MANY; i++) {
                watch.append(i == 0 ? "" : ", ")
                        .append("'")
                        .append(list)
                        .append(i)
                        .append("x".repeat(400))
                        .append("'");
            }
            watch.append("]");
        }
        bot.configure("");
        importYaml(watch.append("}\n").toString());
        bot.startAgain();
        owner.says("/watch").taps("▶️ S → A");
        owner.assertShows("Blacklist (1000): blacklist0x");
        owner.taps("Blacklist").taps("‹");
        owner.assertShows("1000. blacklist999x");
        owner.says("one more");
        owner.assertShows("A list can have at most 1000 entries, and this would make 1001.");
        owner.taps("🗑 Remove all").taps("Yes, remove");
        owner.assertShows("Blacklist (0):");
        assertEveryCallWasTaken();
    }

    @Test
    void twenty_long_steps_are_shown_within_the_limits() throws IOException {
        StringBuilder watch = new StringBuilder();
        watch.append("  - {owner: ").append(OWNER).append(", source: ").append(S);
        watch.append(", destination: ").append(A).append(", name: '").append("n".repeat(64));
        watch.append("', steps: [");
        for (int i = 0; i < 20; i++) {
            watch.append(i == 0 ? "" : ", ")
                    .append("{header: {text: '")
                    .append("😀".repeat(300))
                    .append("'}}");
        }
        bot.configure("");
        importYaml(watch.append("]}\n").toString());
        bot.startAgain();
        owner.says("/watch").taps("▶️ " + "n".repeat(64)).taps("🧩 Steps");
        assertEquals("", owner.note(), bot::log);
        owner.assertShows("Steps (20):\n1. header text: 😀");
        owner.assertShows("20. header");
        owner.says("x".repeat(4_000));
        owner.taps("➕ footer");
        owner.assertShows("⚠️ A list can have at most 20 entries, and this would make 21.");
        long edits = telegram.count("editMessageText");
        owner.taps("⬆️ 20");
        telegram.await("the moved step", () -> telegram.count("editMessageText") > edits);
        owner.taps("🗑 1");
        owner.assertShows("Steps (19):");
        assertEveryCallWasTaken();
    }

    @Test
    void a_draft_of_many_watches_that_cannot_work_is_shown_within_the_limits() {
        StringBuilder sources = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            telegram.channel(FIRST - i, "Source " + i + " " + "w".repeat(110));
            telegram.restrict(FIRST - i);
            sources.append(FIRST - i).append('\n');
        }
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(sources.toString()).says(Long.toString(A));
        owner.assertShows("+ 14 more\nTo: A " + A);
        owner.assertShows("⚠️ The bot is not an administrator of Source 0");
        assertEveryCallWasTaken();
    }

    @Test
    void names_and_texts_with_markup_emoji_and_turning_marks_are_shown_as_they_are() {
        String name = "*_[x](y)~`>#+-=|{}.!\\ <b>&amp;</i> 👨‍👩‍👧 {0} '";
        String turning = "\u202Eשלום\u202C عربى";
        telegram.channel(FIRST, name);
        telegram.channel(FIRST - 1, turning);
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(FIRST)).says(Long.toString(FIRST - 1));
        owner.assertShows("From: " + name + " " + FIRST);
        owner.assertShows("To: \u2068" + turning + "\u2069 " + (FIRST - 1));
        String keyword = "_*[]()~ <& {1} 'quoted' \u202Eabc";
        owner.taps("Blacklist").says(keyword);
        owner.assertShows("1. " + keyword + "\n");
        owner.taps("‹ Back").taps("🔍 Test").says("this has " + keyword);
        owner.assertShows("⛔ It is filtered out: the blacklist contains \u2068" + keyword + "\u2069.");
        owner.taps("‹ Back").taps("✅ Save").says("/watch");
        String label = owner.buttons().get(1).getFirst();
        assertTrue(label.startsWith("▶️ " + name.substring(0, 20)), label);
        assertTrue(label.endsWith(" → \u2068" + turning + "\u2069"), label);
        assertEveryCallWasTaken();
    }

    private void assertEveryCallWasTaken() {
        for (Call call : telegram.calls()) {
            assertEquals(200, call.code(), () -> call.method() + " " + call.json());
            assertFalse(call.parameters().has("parse_mode"), call::json);
        }
    }
}
