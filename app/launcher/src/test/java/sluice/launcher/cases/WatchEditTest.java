package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Via;

/** Watches that are there: every field can be changed, and each change is obeyed at once and after a restart. */
class WatchEditTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    /** Makes a watch from S to A, and shows its card. */
    private void startWithWatch() {
        bot.start("");
        owner.says("/watch")
                .taps("➕ New watch")
                .says(Long.toString(S))
                .says(Long.toString(A))
                .taps("✅ Save");
        owner.assertShows("▶️ Watch\nFrom: S " + S);
    }

    private void deliveredNext(long chat, String text, String... expected) {
        telegram.post(S, text);
        bot.fence();
        assertEquals(List.of(expected), texts(chat));
    }

    @Test
    void pausing_and_resuming_is_stored_and_obeyed() {
        startWithWatch();
        owner.taps("⏸ Pause");
        owner.assertShows("⏸ Watch, paused");
        deliveredNext(A, "while paused");
        stopBot();
        bot.startAgain();
        deliveredNext(A, "still paused");
        owner.says("/watch");
        assertEquals(List.of("⏸ S → A"), owner.buttons().get(1));
        owner.taps("⏸ S → A").taps("▶️ Resume");
        owner.assertShows("▶️ Watch\n");
        deliveredNext(A, "again", "again");
    }

    @Test
    void source_and_destination_are_changed() {
        startWithWatch();
        owner.taps("Destination").says(Long.toString(B));
        owner.assertShows("To: B " + B);
        deliveredNext(B, "news", "news");
        assertEquals(List.of(), texts(A));
        owner.taps("Source").says(Long.toString(C));
        owner.assertShows("From: C " + C);
        deliveredNext(B, "not watched any more", "news");
        owner.taps("Destination").says(Long.toString(C));
        owner.assertShows("must be different chats");
        owner.taps("✖ Cancel");
        owner.assertShows("To: B " + B);
    }

    @Test
    void a_watch_that_copies_keeps_notes_instead_and_copies_again() {
        startWithWatch();
        owner.taps("Mode").taps("keep as a note, send nothing");
        owner.assertShows("To: notes");
        owner.assertShows("Mode: keep as a note");
        owner.taps("🔍 Test").says("news");
        owner.assertShows("It would be kept as a note.");
        owner.taps("‹ Back");
        telegram.post(S, "news");
        bot.advanceUntil("a note", () -> bot.stat("notes", "count") == 1);
        assertEquals(List.of(), texts(A));
        owner.says("/watch");
        assertEquals(List.of("▶️ S → notes"), owner.buttons().get(1));
        owner.taps("▶️ S → notes").taps("Mode").taps("copy");
        deliveredNext(A, "again", "again");
        assertEquals(1, bot.stat("notes", "count"));
    }

    @Test
    void the_way_of_passing_on_is_changed() {
        startWithWatch();
        owner.taps("Mode").taps("forward (shows the source)");
        owner.assertShows("Mode: forward");
        deliveredNext(A, "news", "news");
        assertEquals(Via.FORWARDED, telegram.delivered(A).getFirst().via());
        owner.taps("Mode").taps("extract matches").taps("‹ Back");
        owner.assertShows("Mode: forward");
        owner.taps("Mode").taps("extract matches").says("\\d+").taps("‹ Back");
        owner.assertShows("Mode: extract");
        deliveredNext(A, "room 12", "news", "12");
        owner.taps("Extract patterns").taps("✖ 1. \\d+");
        assertEquals("Extract mode needs at least one pattern. Choose another mode first.", owner.note());
        owner.taps("‹ Back").taps("Mode").taps("copy");
        deliveredNext(A, "whole", "news", "12", "whole");
    }

    @Test
    void keywords_and_expressions_are_added_and_removed() {
        startWithWatch();
        owner.taps("Whitelist").says("alpha\nbeta").taps("‹ Back");
        deliveredNext(A, "gamma");
        owner.taps("Whitelist").says("gamma\nbeta");
        owner.assertShows("1. alpha\n2. beta\n3. gamma\n\n");
        owner.taps("‹ Back");
        deliveredNext(A, "gamma", "gamma");
        owner.taps("Whitelist").taps("✖ 3. gamma");
        owner.assertShows("1. alpha\n2. beta\n\n");
        owner.taps("🗑 Remove all");
        owner.assertShows("Remove all entries of this list: Whitelist?");
        owner.taps("No").taps("🗑 Remove all").taps("Yes, remove").taps("‹ Back");
        assertFalse(owner.text().contains("Whitelist"), owner.text());
        owner.taps("Blacklist regex").says("^sp.m$\n(?i)casino").taps("‹ Back");
        owner.assertShows("Blacklist regex (2): ^sp.m$  (?i)casino");
        deliveredNext(A, "spam", "gamma");
        deliveredNext(A, "the CASINO", "gamma");
        deliveredNext(A, "spam or not", "gamma", "spam or not");
    }

    @Test
    void an_expression_that_cannot_be_used_is_refused_with_its_place() {
        startWithWatch();
        owner.taps("Blacklist regex");
        owner.says("good\na(b");
        owner.assertShows("⚠️ a(b cannot be used: the `(` at position 2 is never closed, at character 2.");
        owner.says("x(?!y)");
        owner.assertShows("⚠️ x(?!y) cannot be used: look-around, back-references and the like");
        owner.assertShows("at character 2. Nothing was added.");
        owner.says("(a{100}){100}");
        owner.assertShows("it is too complex");
        owner.says("x".repeat(1_001));
        owner.assertShows("it is too long");
        owner.says(String.join(
                "\n",
                java.util.stream.IntStream.range(0, 101)
                        .mapToObj(Integer::toString)
                        .toList()));
        owner.assertShows("A list can have at most 100 entries, and this would make 101. Nothing was added.");
        owner.assertShows("Blacklist regex (0):");
        owner.sendsPicture();
        owner.assertShows("This message has no text.");
    }

    @Test
    void topics_and_delay_are_changed_and_checked() {
        startWithWatch();
        owner.taps("Delay").says("25h");
        owner.assertShows("⚠️ 25h is not a duration from 0 to 24h, such as 30s, 5m or 1h.");
        owner.says("soon");
        owner.assertShows("⚠️ soon is not a duration");
        owner.says("90s");
        owner.assertShows("Delay: 90s");
        telegram.post(S, "later");
        bot.advance(Duration.ofSeconds(89));
        assertEquals(List.of(), texts(A));
        bot.advance(Duration.ofSeconds(2));
        assertEquals(List.of("later"), texts(A));
        owner.taps("Delay").taps("None");
        assertFalse(owner.text().contains("Delay:"), owner.text());

        owner.taps("Source topic").says("-1");
        owner.assertShows("⚠️ Send a whole number from 0 to 2147483647.");
        owner.says("2147483648");
        owner.assertShows("⚠️ Send a whole number");
        owner.says("77");
        owner.assertShows("From: S " + S + " topic 77");
        deliveredNext(A, "in no topic", "later");
        owner.taps("Source topic").taps("None").taps("Destination topic").says("5");
        owner.assertShows("To: A " + A + " topic 5");
    }

    @Test
    void flags_are_switched() {
        startWithWatch();
        owner.assertShows("Replies: kept as replies\nEdits: not synced");
        owner.taps("☑ Replies").taps("☐ Edits");
        owner.assertShows("Replies: sent as ordinary messages\nEdits: synced");
        var post = telegram.post(S, "nwes");
        bot.fence();
        telegram.edit(post, "news");
        bot.advance(Duration.ofSeconds(3));
        assertEquals(List.of("news"), texts(A));
    }

    @Test
    void a_watch_is_removed_only_after_a_second_word() {
        startWithWatch();
        owner.taps("🗑 Remove");
        owner.assertShows("Remove this watch?");
        owner.assertShows("From: S");
        owner.taps("No").taps("🗑 Remove").taps("Yes, remove");
        assertEquals("Removed.", owner.note());
        owner.assertShows("Watches: 1");
        deliveredNext(A, "news");
        stopBot();
        bot.startAgain();
        deliveredNext(A, "more");
    }

    @Test
    void a_test_names_the_rule_that_decides_and_sends_nothing() {
        startWithWatch();
        owner.taps("Blacklist").says("spam").taps("‹ Back");
        owner.taps("Whitelist regex").says("n.ws").taps("‹ Back").taps("🔍 Test");
        owner.assertShows("What would this watch do?");
        owner.says("SPAM news");
        owner.assertShows("⛔ It is filtered out: the blacklist contains spam.");
        owner.says("hello");
        owner.assertShows("⛔ It is filtered out: no whitelist regex matches.");
        owner.forwards(telegram.post(C, "good news"), "good news");
        owner.assertShows("✅ It passes: the whitelist regex matches: n.ws.\nIt would be copied.");
        owner.sendsPicture();
        owner.assertShows("The message has no text: blacklists let it pass, whitelists do not.");
        owner.taps("‹ Back").taps("⏸ Pause").taps("🔍 Test").says("news");
        owner.assertShows("The watch is paused, so nothing happens for now.");
        assertEquals(List.of(), texts(A));
    }

    @Test
    void a_watch_of_the_file_is_shown_and_tested_but_not_changed() {
        bot.watching("{source: " + S + ", destination: " + A + ", blacklist: [spam]}");
        owner.says("/watch").taps("▶️ S → A");
        owner.assertShows("Blacklist (1): spam");
        owner.assertShows("This watch is in the configuration file. It can only be changed there.");
        assertEquals(
                List.of(List.of("🔍 Test", "‹ Back"), List.of("⧉ Copy", "📄 Export"), List.of("📥 Copy old posts…")),
                owner.buttons());
        String token = owner.data("🔍 Test").replace("test", "");
        for (String verb : List.of("paused:true", "remove", "field:source", "field:blacklist", "mode", "save")) {
            owner.says("/watch").taps("▶️ S → A");
            String prefix = owner.data("🔍 Test").replace("test", "");
            owner.sends(owner.shown().messageId(), prefix + verb);
            if (verb.equals("mode")) {
                owner.taps("forward (shows the source)");
            }
            assertFalse(owner.note().isEmpty(), verb + " of " + token);
        }
        deliveredNext(A, "news", "news");
        owner.says("/watch").taps("▶️ S → A");
        owner.assertShows("▶️ Watch\n");
        owner.assertShows("Mode: copy");
    }

    @Test
    void what_is_typed_for_a_watch_that_is_gone_is_answered_with_the_reason() throws IOException {
        bot.start("");
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("✅ Save").taps("Blacklist");
        String id = bot.json("/dashboard.json?filter=chat:")
                .path("watches")
                .path("rows")
                .path(0)
                .path("id")
                .asText();
        assertTrue(bot.post("/watches/remove", "id", id).startsWith("303 "));
        owner.says("spam");
        owner.assertShows("This watch no longer exists.\n\nWatches: 1");
    }

    @Test
    void what_is_too_long_for_a_saved_watch_is_refused_in_other_words_than_for_a_draft() {
        startWithWatch();
        owner.taps("🧩 Steps").taps("➕ replace").says("x".repeat(4_096));
        assertTrue(
                texts(OWNER).getLast().contains("too long to handle at once"),
                texts(OWNER).getLast());
    }
}
