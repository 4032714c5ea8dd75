package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Post;

class RecordTest extends WithNotes {

    private static JsonNode file(JsonNode note, int number) {
        return note.path("media").get(number);
    }

    @Test
    void a_text_is_kept_with_its_source_and_nothing_is_sent() {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S)
                .text("read this")
                .entities("[{\"type\":\"text_link\",\"offset\":5,\"length\":4,\"url\":\"https://example.org/x\"}]")
                .with("author_signature", "\"Ann\"")
                .post();
        awaitNotes(1);
        JsonNode note = note();
        assertEquals("read this (https://example.org/x)", note.path("text").asText());
        assertEquals(S, note.path("chat_id").asLong());
        assertEquals("S", note.path("chat").asText());
        assertEquals("Ann", note.path("sender").asText());
        assertEquals(
                bot.time.now().toString().substring(0, 10),
                note.path("date").asText().substring(0, 10));
        assertEquals(0, telegram.callsTo(OWNER).size());
        assertEquals(
                0,
                telegram.calls("copyMessage").stream()
                        .filter(call -> call.chat() == OWNER)
                        .count());
    }

    @Test
    void a_photo_is_kept_byte_for_byte_and_an_album_of_ten_is_one_note_in_order() throws IOException {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S).photo(PNG).caption("one").post();
        for (int i = 0; i < 10; i++) {
            telegram.draft(S)
                    .photo(PNG)
                    .caption(i == 0 ? "ten" : "")
                    .mediaGroup("g")
                    .post();
        }
        awaitNotes(2);
        JsonNode album = notes(searching("ten")).getFirst();
        assertEquals(10, album.path("media").size());
        List<Integer> ids = IntStream.range(0, 10)
                .map(i -> file(album, i).path("message_id").asInt())
                .boxed()
                .toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        assertEquals("image/png", file(album, 9).path("type").asText());
        assertEquals(11, files().size());
        for (var kept : files()) {
            assertArrayEquals(PNG, Files.readAllBytes(kept));
        }
    }

    @Test
    void of_a_file_that_is_too_large_the_preview_is_kept_with_a_remark() throws IOException {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S).video(new byte[25 << 20], PNG).caption("large").post();
        awaitNotes(1);
        assertEquals("large", note().path("text").asText());
        assertTrue(file(note(), 0).path("remark").asText().contains("25 MB"), note().toString());
        assertEquals(1, files().size());
        assertArrayEquals(PNG, Files.readAllBytes(files().getFirst()));
    }

    @Test
    void a_file_of_which_only_the_server_knows_that_it_is_too_large_leaves_text_and_remark() {
        bot.start(DURABLE, KEEPS_S);
        telegram.on("getFile").answer(Answer.error(400, "Bad Request: file is too big"));
        telegram.draft(S).document("a.bin", new byte[9]).caption("text").post();
        awaitNotes(1);
        assertTrue(file(note(), 0).path("remark").asText().contains("more than a bot may download"));
        assertEquals("a.bin", file(note(), 0).path("name").asText());
        assertEquals(List.of(), files());
    }

    @Test
    void a_download_that_fails_is_tried_again_and_kept() throws IOException {
        bot.start(DURABLE, KEEPS_S);
        telegram.on("getFile").answer(Answer.floodWait(7), Answer.garbage());
        telegram.on("download").answer(Answer.truncated(), Answer.error(502, "Bad Gateway"));
        telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        assertEquals("", file(note(), 0).path("remark").asText());
        assertArrayEquals(PNG, Files.readAllBytes(files().getFirst()));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"getFile", "download"})
    void a_file_that_cannot_be_had_leaves_the_text_with_a_remark(String method) {
        bot.start(DURABLE, KEEPS_S);
        telegram.on(method).always().answer(Answer.error(500, "Internal Server Error"));
        telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        assertEquals("text", note().path("text").asText());
        assertTrue(file(note(), 0).path("remark").asText().contains("after several tries"), note().toString());
        assertEquals(List.of(), files());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void endless_flood_waits_for_a_file_do_not_cost_the_text() {
        bot.start(DURABLE, KEEPS_S);
        telegram.on("getFile").always().answer(Answer.floodWait(3));
        telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        assertEquals("text", note().path("text").asText());
    }

    @Test
    void filters_steps_and_extract_apply() {
        bot.start(
                DURABLE,
                "{source: " + S + ", record: true, blacklist: [spam], mode: extract, extract-patterns: ['[0-9]+'],"
                        + " steps: [{header: {text: 'No.'}}]}");
        telegram.post(S, "spam 1");
        telegram.post(S, "number 42");
        telegram.post(S, "none");
        awaitNotes(1);
        assertEquals(List.of("No.\n\n42"), noteTexts(""));
    }

    @Test
    void edits_change_the_note_and_not_one_that_was_changed_by_hand() {
        bot.start(DURABLE, KEEPS_S);
        Post post = telegram.post(S, "first");
        awaitNotes(1);
        telegram.edit(post, "second");
        bot.advanceUntil("the edit", () -> noteTexts("").equals(List.of("second")));
        post("/notes/" + note().path("id").asLong(), java.util.Map.of("text", "by hand"));
        telegram.edit(post, "third");
        bot.advance(Duration.ofSeconds(5));
        bot.settle();
        assertEquals(List.of("by hand"), noteTexts(""));
    }

    @Test
    void notes_are_neither_paced_nor_held_up_by_sends() {
        bot.start(DURABLE + "\ndeliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}", KEEPS_S, S_TO_A);
        telegram.on("copyMessage").chat(A).always().answer(Answer.floodWait(3_000));
        var start = bot.time.now();
        for (int i = 0; i < 100; i++) {
            telegram.post(S, "text " + i);
        }
        bot.advanceUntil("100 notes", () -> bot.stat("notes", "count") == 100);
        assertTrue(Duration.between(start, bot.time.now()).compareTo(Duration.ofSeconds(5)) < 0);
        assertEquals(0, bot.stat("peer", "failed_peers"));
    }

    @Test
    void a_copy_of_the_bot_in_a_recorded_chat_is_kept_with_its_file() {
        bot.start(DURABLE, S_TO_A, "{source: " + A + ", record: true}");
        telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        assertEquals("text", note().path("text").asText());
        assertEquals(A, note().path("chat_id").asLong());
        assertEquals(1, files().size());
    }

    @Test
    void a_message_that_comes_again_is_kept_once_also_after_a_restart() {
        bot.start(DURABLE, KEEPS_S);
        Post post = telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        stopBot();
        bot.startAgain();
        telegram.redeliver(post);
        bot.fence();
        assertEquals(1, bot.stat("notes", "count"));
    }

    @Test
    void a_poll_leaves_a_note_that_says_so() {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S).poll("really?").post();
        awaitNotes(1);
        assertEquals("poll", file(note(), 0).path("kind").asText());
        assertTrue(file(note(), 0).path("remark").asText().contains("of this kind nothing is kept"));
    }

    @Test
    void a_queue_in_memory_keeps_no_notes_and_says_so() {
        bot.configure("modules: {queue: bounded}", KEEPS_S);
        assertEquals(2, bot.run("check", "--config", bot.file().toString()).join());
        assertTrue(bot.log().contains("`record` needs a queue that keeps notes too"), bot.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void any_other_queue_that_keeps_no_notes_is_named_and_the_one_that_does(String command) {
        bot.configure(RefusingQueue.in(dir), KEEPS_S);
        assertEquals(2, bot.run(command, "--config", bot.file().toString()).join());
        String problem =
                "`record` needs a queue that keeps notes too, such as `modules.queue: sqlite`; `refusing` does not";
        assertEquals(1, bot.count(problem), bot::log);
    }

    @Test
    void old_notes_go_by_age_and_the_oldest_by_size() {
        bot.start(DURABLE + "\nnotes: {max-age: 20m, max-size: 1MB}\ncleanup.interval: 1m", KEEPS_S);
        telegram.draft(S).photo(PNG).caption("old").post();
        awaitNotes(1);
        bot.advance(Duration.ofMinutes(10));
        telegram.draft(S).document("a", new byte[700_000]).caption("large").post();
        awaitNotes(2);
        bot.advance(Duration.ofMinutes(9));
        assertEquals(List.of("large", "old"), noteTexts(""));
        bot.advance(Duration.ofMinutes(2));
        bot.settle();
        assertEquals(List.of("large"), noteTexts(""));
        telegram.draft(S).document("b", new byte[700_000]).caption("larger").post();
        bot.advanceUntil("the large one to go", () -> noteTexts("").equals(List.of("larger")));
        assertEquals(1, files().size());
        assertEquals(2, bot.stat("notes", "removed"));
    }
}
