package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.base.json.Json;
import sluice.simulator.Answer;
import sluice.simulator.Call;

/** Case I3: how a message is shown stays as it was when it is sent anew or edited. */
class LinkPreviewTest extends WithBot {

    private static final String OPTIONS = "link_preview_options";
    private static final String OFF = "{\"is_disabled\":true}";
    private static final String LINK = "see https://example.org/page now";

    private static String watch(long source, long destination, String options) {
        return "{source: " + source + ", destination: " + destination + options + "}";
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }

    private static JsonNode options(Call call) throws JsonProcessingException {
        JsonNode options = call.parameters().path(OPTIONS);
        return options.isTextual() ? json(options.asText()) : options;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OFF,
                "{\"prefer_small_media\":true}",
                "{\"prefer_large_media\":true,\"show_above_text\":true}",
                "{\"url\":\"https://example.org/page\"}",
                "{\"url\":\"https://elsewhere.example/\",\"prefer_large_media\":true}",
            })
    void i3_a_text_that_steps_change_keeps_its_preview(String options) throws JsonProcessingException {
        bot.watching(watch(S, A, ", steps: [{footer: {text: us}}]"));
        telegram.draft(S).text(LINK).with(OPTIONS, options).post();
        telegram.post(S, LINK);
        List<Call> calls = bot.awaitCalls("sendMessage", 2);
        assertEquals(json(options), options(calls.getFirst()));
        assertTrue(options(calls.getLast()).isMissingNode(), "what nobody has chosen is not said");
    }

    @Test
    void i3_a_page_whose_link_a_step_takes_out_is_not_shown() throws JsonProcessingException {
        bot.watching(watch(S, A, ", steps: [remove-links]"));
        telegram.draft(S)
                .text("see example.org/page now")
                .entities("[{\"type\":\"url\",\"offset\":4,\"length\":16}]")
                .with(OPTIONS, "{\"url\":\"https://example.org/page\",\"show_above_text\":true}")
                .post();
        assertEquals(
                json("{\"show_above_text\":true}"),
                options(bot.awaitCalls("sendMessage", 1).getFirst()));
    }

    @Test
    void i3_an_edit_keeps_the_preview_and_takes_over_another() throws JsonProcessingException {
        bot.watching(watch(S, A, ", sync-edits: true"));
        var post = telegram.draft(S).text(LINK).with(OPTIONS, OFF).post();
        bot.awaitDelivered(A, 1);
        telegram.edit(post, LINK + "!");
        bot.settle();
        bot.advance(Duration.ofSeconds(3));
        assertEquals(json(OFF), options(bot.awaitCalls("editMessageText", 1).getFirst()));
        telegram.edit(post, OPTIONS, null);
        bot.settle();
        bot.advance(Duration.ofSeconds(3));
        bot.awaitCalls("editMessageText", 2);
        assertFalse(telegram.delivered(A).getFirst().message().has(OPTIONS), "it was switched on again");
    }

    @Test
    void i3_what_is_extracted_keeps_it_and_so_does_the_next_hop() throws JsonProcessingException {
        bot.watching(
                watch(S, A, ", mode: extract, extract-patterns: ['https\\S+']"),
                watch(A, B, ", steps: [{header: {text: via}}]"));
        telegram.draft(S).text(LINK).with(OPTIONS, OFF).post();
        bot.awaitDelivered(B, 1);
        List<Call> calls = telegram.calls("sendMessage").stream()
                .filter(call -> call.chat() == A || call.chat() == B)
                .toList();
        assertEquals(2, calls.size());
        for (Call call : calls) {
            assertEquals(json(OFF), options(call));
        }
    }

    @Test
    void i3_without_steps_anywhere_extracts_keep_it_too() throws JsonProcessingException {
        bot.watching(watch(S, A, ", mode: extract, extract-patterns: ['https\\S+']"));
        telegram.draft(S).text(LINK).with(OPTIONS, OFF).post();
        bot.awaitDelivered(A, 1);
        assertEquals(json(OFF), options(bot.awaitCalls("sendMessage", 1).getFirst()));
    }

    @Test
    void i3_the_rest_of_a_text_that_is_too_long_keeps_it() throws JsonProcessingException {
        bot.watching(watch(S, A, ", steps: [{footer: {text: us}}]"));
        telegram.draft(S).text("a".repeat(4090) + " bbbb").with(OPTIONS, OFF).post();
        bot.awaitDelivered(A, 2);
        for (Call call : telegram.calls("sendMessage")) {
            if (call.chat() == A) {
                assertEquals(json(OFF), options(call));
            }
        }
    }

    @Test
    void i3_an_edited_caption_stays_above_its_media() {
        bot.watching(watch(S, A, ", sync-edits: true"));
        var post = telegram.draft(S)
                .photo()
                .caption("first")
                .with("show_caption_above_media", "true")
                .post();
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "second");
        bot.settle();
        bot.advance(Duration.ofSeconds(3));
        assertEquals("second", telegram.delivered(A).getFirst().text());
        assertTrue(telegram.delivered(A)
                .getFirst()
                .message()
                .path("show_caption_above_media")
                .asBoolean());
    }

    @Test
    void i3_a_video_of_an_album_that_is_sent_anew_keeps_its_cover_and_its_start() throws JsonProcessingException {
        bot.watching(watch(S, A, ", steps: [{footer: {text: us}}]"));
        for (String id : List.of("one", "two")) {
            telegram.draft(S)
                    .with("video", video(id))
                    .caption(id)
                    .mediaGroup("g")
                    .post();
        }
        telegram.on("sendMediaGroup")
                .times(1)
                .answer(Answer.http(
                        200, "application/json", "{\"ok\":true,\"result\":[{\"message_id\":1},{\"message_id\":2}]}"));
        bot.advance(Duration.ofSeconds(2));
        JsonNode media =
                bot.awaitCalls("sendMediaGroup", 1).getFirst().parameters().path("media");
        JsonNode first = (media.isTextual() ? json(media.asText()) : media).get(0);
        assertEquals("large", first.path("cover").asText());
        assertEquals(4, first.path("start_timestamp").asInt());
    }

    private static String video(String id) {
        return "{\"file_id\":\"" + id + "\",\"file_unique_id\":\"u\",\"width\":1,\"height\":1,\"duration\":9,"
                + "\"cover\":[{\"file_id\":\"small\",\"file_unique_id\":\"s\",\"width\":1,\"height\":1},"
                + "{\"file_id\":\"large\",\"file_unique_id\":\"l\",\"width\":2,\"height\":2}],\"start_timestamp\":4}";
    }
}
