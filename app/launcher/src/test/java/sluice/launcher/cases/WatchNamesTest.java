package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, switches, copies and exports of watches. */
class WatchNamesTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private void make() {
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("✅ Save");
    }

    @Test
    void a_watch_has_a_name_in_the_list_and_on_its_card() {
        bot.start("");
        make();
        owner.taps("Name").says("x".repeat(65));
        owner.assertShows("⚠️ A name has 1 to 64 characters in one line.");
        owner.says("Morning news");
        owner.assertShows("▶️ Watch\nName: Morning news\nFrom: S " + S);
        stopBot();
        bot.startAgain();
        owner.says("/watch");
        assertEquals(List.of("▶️ Morning news"), owner.buttons().get(1));
        owner.taps("▶️ Morning news").taps("Name").taps("None").taps("‹ Back");
        assertEquals(List.of("▶️ S → A"), owner.buttons().get(1));
    }

    @Test
    void switches_are_set_and_shown() {
        bot.start("");
        make();
        owner.taps("☐ Silent").taps("☐ Protect").taps("☐ Skip repeats");
        owner.assertShows("Sent without a sound\nCopies are protected");
        owner.assertShows("\nRepeats are skipped");
        owner.taps("☑ Silent");
        assertFalse(owner.text().contains("without a sound"), owner.text());
        owner.taps("📄 Export");
        assertTrue(owner.text().contains("protect: true"), owner.text());
        assertTrue(owner.text().contains("skip-repeats: true"), owner.text());
        assertFalse(owner.text().contains("silent"), owner.text());
    }

    @Test
    void a_copy_is_a_new_draft_with_the_same_settings_and_steps() {
        bot.start(
                "",
                "{source: " + S + ", destination: " + A + ", blacklist: [spam], steps: [{footer: {text: the end}}]}");
        owner.says("/watch").taps("▶️ S → A").taps("⧉ Copy");
        owner.assertShows("📝 New watch, not saved yet");
        owner.assertShows("Blacklist (1): spam");
        owner.taps("Destination").says(Long.toString(B)).taps("✅ Save");
        assertEquals("Saved. The watch is active.", owner.note());
        telegram.post(S, "spam");
        telegram.post(S, "news");
        awaitTexts(B, "news\n\nthe end");
        awaitTexts(A, "news\n\nthe end");
    }

    @Test
    void an_export_is_the_watch_as_it_is_written_in_a_file() {
        bot.start("", "{source: " + S + ", destination: " + A + ", name: News, whitelist: ['a: b']}");
        owner.says("/watch").taps("▶️ News").taps("📄 Export");
        owner.assertShows("watches:\n  - id:");
        owner.assertShows("    source: " + S + "\n    destination: " + A + "\n    whitelist:\n      - 'a: b'");
        assertEquals(
                "pre",
                owner.shown().message().path("entities").path(0).path("type").asText());
        owner.says("/watch").taps("▶️ News");
        owner.assertShows("Name: News");
    }
}
