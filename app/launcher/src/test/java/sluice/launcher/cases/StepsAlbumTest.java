package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.launcher.cases.StepsTest.entities;
import static sluice.launcher.cases.StepsTest.stepping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import sluice.base.json.Json;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Draft;

/** Albums go through the steps as a whole, and out in one call. */
class StepsAlbumTest extends WithBot {

    private static final String FOOTER = "{footer: {text: via us, style: italic}}";

    private Draft member() {
        return telegram.draft(S).mediaGroup("g1");
    }

    private List<Delivered> arrived(int count) {
        bot.advanceUntil(count + " members", () -> telegram.delivered(A).size() >= count);
        assertEquals(count, telegram.delivered(A).size());
        return telegram.delivered(A);
    }

    @Test
    void an_album_with_a_changed_caption_goes_out_in_one_call_and_stays_an_album() throws JsonProcessingException {
        bot.watching(stepping("remove-links, " + FOOTER));
        member().photo().post();
        member().video()
                .caption("see https://t.me/x 😀 all")
                .entities("[{\"type\":\"bold\",\"offset\":19,\"length\":2}]")
                .with("has_media_spoiler", "true")
                .with("show_caption_above_media", "true")
                .post();
        List<Delivered> inA = arrived(2);
        assertEquals(1, inA.stream().map(Delivered::mediaGroup).distinct().count());
        assertFalse(inA.get(0).message().has("caption"));
        assertTrue(inA.get(0).message().has("photo"));
        assertEquals("see 😀 all\n\nvia us", inA.get(1).text());
        assertEquals(List.of("bold 4+2", "italic 12+6"), entities(inA.get(1)));
        assertTrue(inA.get(1).message().has("video"));
        assertEquals(List.of("sendMediaGroup"), methods());
        JsonNode second = Json.MAPPER
                .readTree(telegram.calls("sendMediaGroup")
                        .getFirst()
                        .parameters()
                        .path("media")
                        .asText())
                .path(1);
        assertTrue(second.path("has_spoiler").asBoolean());
        assertTrue(second.path("show_caption_above_media").asBoolean());
        assertEquals(2, bot.stat("worker", "processed"));
        assertEquals(1, bot.stat("steps", "changed"));
    }

    private List<String> methods() {
        return telegram.callsTo(A).stream().map(Call::method).toList();
    }

    @Test
    void an_album_without_captions_gets_one_so_that_it_is_shown_under_it() {
        bot.watching(stepping(FOOTER));
        member().photo().post();
        member().photo().post();
        member().photo().post();
        assertEquals(
                List.of("via us"),
                arrived(3).stream()
                        .map(Delivered::text)
                        .filter(Objects::nonNull)
                        .toList());
        assertEquals("via us", telegram.delivered(A).getFirst().text());
    }

    @Test
    void an_album_that_no_step_changes_is_copied() {
        bot.watching(stepping("remove-links"));
        member().photo().caption("one").post();
        member().photo().post();
        arrived(2);
        assertEquals(List.of("copyMessages"), methods());
    }

    @Test
    void documents_stay_documents() {
        bot.watching(stepping(FOOTER));
        member().document("a.txt").post();
        member().document("b.txt").caption("two").post();
        List<Delivered> inA = arrived(2);
        assertTrue(inA.stream().allMatch(message -> message.message().has("document")));
        assertEquals("two\n\nvia us", inA.get(1).text());
    }

    @Test
    void an_album_with_a_member_that_cannot_be_sent_anew_is_copied_without_captions_and_they_follow() {
        bot.watching(stepping("{replace: {find: secret, with: '***'}}"));
        member().photo().caption("a secret").post();
        member().with("animation", "{\"file_id\":\"x\"}").post();
        member().photo().caption("secret 2").post();
        bot.advanceUntil("all", () -> telegram.delivered(A).size() == 4);
        assertEquals(List.of("copyMessages", "sendMessage"), methods());
        assertTrue(telegram.calls("copyMessages")
                .getFirst()
                .parameters()
                .path("remove_caption")
                .asBoolean());
        assertEquals("a ***\n\n*** 2", telegram.delivered(A).getLast().text());
        assertEquals(1, bot.stat("steps", "split"));
        assertEquals(4, telegram.delivered(A).size());
    }

    @Test
    void captions_that_do_not_fit_follow_behind_the_album() {
        bot.watching(stepping(FOOTER));
        member().photo().caption("a".repeat(1020)).post();
        member().photo().post();
        member().photo().caption("b".repeat(1024)).post();
        bot.advanceUntil("all", () -> telegram.delivered(A).size() == 4);
        List<Delivered> inA = telegram.delivered(A);
        assertEquals("a".repeat(1020) + "\n\n", inA.get(0).text());
        assertEquals("b".repeat(1024), inA.get(2).text());
        assertEquals("via us\n\nvia us", inA.get(3).text());
        assertEquals(List.of("italic 0+6", "italic 8+6"), entities(inA.get(3)));
        assertEquals(3, bot.stat("worker", "processed"));
        assertEquals(0, bot.stat("queue", "pending"));
    }

    @Test
    void an_album_is_dropped_as_a_whole() {
        bot.watching(stepping("{media-type: {drop: [video]}}"), S_TO_B);
        member().photo().post();
        member().video().post();
        bot.advanceUntil("the album in B", () -> telegram.delivered(B).size() == 2);
        assertEquals(List.of(), telegram.callsTo(A));
        assertEquals(2, bot.stat("steps", "dropped_media_type_video"));
        // Late ones share its fate.
        member().photo().post();
        bot.advanceUntil("the late member in B", () -> telegram.delivered(B).size() == 3);
        bot.settle();
        assertEquals(List.of(), telegram.callsTo(A));
        assertEquals(3, bot.stat("intake", "skipped_step") + bot.stat("intake", "skipped_not_whitelisted"));
    }

    @Test
    void further_tries_send_the_same_album_whole_and_once() {
        bot.watching(stepping(FOOTER));
        telegram.on("sendMediaGroup").times(2).answer(Answer.error(500, "Internal Server Error"));
        member().photo().caption("one").post();
        member().photo().post();
        arrived(2);
        List<String> bodies = telegram.calls("sendMediaGroup").stream()
                .map(call -> call.parameters().path("media").toString())
                .toList();
        assertEquals(3, bodies.size());
        assertEquals(1, bodies.stream().distinct().count());
        bot.advance(Duration.ofSeconds(10));
        assertEquals(2, telegram.delivered(A).size());
    }

    @Test
    void an_album_with_changed_captions_goes_on_as_an_album() {
        bot.watching(stepping("{footer: {text: A}}"), stepping(A, B, "{footer: {text: B}}"), copying(B, C));
        member().photo().caption("one").post();
        member().video().post();
        bot.advanceUntil("the album in C", () -> telegram.delivered(C).size() == 2);
        List<Delivered> inC = telegram.delivered(C);
        assertEquals("one\n\nA\n\nB", inC.get(0).text());
        assertEquals(1, inC.stream().map(Delivered::mediaGroup).distinct().count());
        assertTrue(inC.get(1).message().has("video"));
    }

    @Test
    void a_live_photo_keeps_its_motion() throws JsonProcessingException {
        bot.watching(stepping(FOOTER));
        member().photo().live().caption("moves").post();
        member().photo().post();
        List<Delivered> inA = arrived(2);
        assertTrue(inA.get(0).message().has("live_photo"), inA.get(0).message()::toString);
        assertFalse(inA.get(1).message().has("live_photo"));
        assertEquals(List.of("sendMediaGroup"), methods());
    }
}
