package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.launcher.cases.StepsTest.entities;
import static sluice.launcher.cases.StepsTest.stepping;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Via;

/**
 * Texts and captions that a footer makes too long for one message: nothing is cut, and no character and no formatting is broken. C1:
 * aahnik/tgcf#462, tdlib/telegram-bot-api#334; C2: NousResearch/hermes-agent#11466.
 */
class StepsLengthTest extends WithBot {

    private static final int MAX_TEXT = 4096;
    private static final int MAX_CAPTION = 1024;
    private static final String EMOJI = "😀";

    /** Six units with what stands before it. */
    private static final String FOOTER = "{footer: {text: ---x}}";

    private static final String BEHIND = "\n\n---x";

    @Test
    void c1_a_long_caption_that_no_step_changes_is_copied_as_it_is() {
        bot.watching(stepping("remove-links"));
        telegram.draft(S).photo().caption("a".repeat(2000)).post();
        Delivered arrived = telegram.awaitDelivered(A, 1).getFirst();
        assertEquals("a".repeat(2000), arrived.text());
        assertTrue(telegram.calls("copyMessage")
                .getFirst()
                .parameters()
                .path("caption")
                .isMissingNode());
        assertEquals(0, bot.stat("steps", "changed"));
    }

    @ParameterizedTest
    @CsvSource({"1017, 1", "1018, 1", "1019, 2", "1022, 2", "1024, 2", "2000, 2", "5200, 3"})
    void c1_a_caption_with_a_footer_that_does_not_fit_goes_on_behind_the_media(int length, int messages) {
        bot.watching(stepping(FOOTER));
        telegram.draft(S)
                .photo()
                .caption("ab".repeat(length / 2) + "c".repeat(length % 2))
                .post();
        List<Delivered> inA = telegram.awaitDelivered(A, messages);
        bot.settle();
        assertEquals(messages, telegram.delivered(A).size());
        assertTrue(inA.getFirst().message().has("photo"));
        assertTrue(inA.getFirst().text().length() <= MAX_CAPTION);
        String together = String.join("", texts(A));
        assertEquals("ab".repeat(length / 2) + "c".repeat(length % 2) + BEHIND, together);
        assertEquals(messages > 1 ? 1 : 0, bot.stat("steps", "split"));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void c1_formatting_goes_on_in_the_next_message_and_an_emoji_is_not_cut() {
        bot.watching(stepping("{footer: {text: foot, style: italic}}"));
        telegram.draft(S)
                .photo()
                .caption("a".repeat(1023) + EMOJI + "b".repeat(100))
                .entities("[{\"type\":\"bold\",\"offset\":1000,\"length\":100}]")
                .post();
        List<Delivered> inA = telegram.awaitDelivered(A, 2);
        assertEquals("a".repeat(1023), inA.get(0).text());
        assertEquals(List.of("bold 1000+23"), entities(inA.get(0)));
        assertEquals(EMOJI + "b".repeat(100) + "\n\nfoot", inA.get(1).text());
        assertEquals(List.of("bold 0+77", "italic 104+4"), entities(inA.get(1)));
    }

    @ParameterizedTest
    @CsvSource({"4090, 1", "4091, 2", "4096, 2"})
    void a_text_with_a_footer_that_does_not_fit_goes_out_in_pieces(int length, int messages) {
        bot.watching(stepping(FOOTER));
        telegram.draft(S)
                .text("a".repeat(length))
                .entities("[{\"type\":\"bold\",\"offset\":0,\"length\":" + length + "}]")
                .post();
        List<Delivered> inA = telegram.awaitDelivered(A, messages);
        bot.settle();
        assertEquals(messages, telegram.delivered(A).size());
        assertEquals("a".repeat(length) + BEHIND, String.join("", texts(A)));
        assertEquals(
                "bold 0+" + Math.min(length, inA.getFirst().text().length()),
                entities(inA.getFirst()).getFirst());
        assertEquals(messages > 1 ? 1 : 0, bot.stat("steps", "split"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", EMOJI, "👩‍👩‍👧‍👦"})
    void c2_an_extract_result_with_a_footer_goes_out_in_pieces_that_cut_no_character(String last) {
        bot.watching("{source: " + S + ", destination: " + A + ", mode: extract, extract-patterns: ['(?s).+'], steps: ["
                + FOOTER + "]}");
        telegram.post(S, "a".repeat(4095) + last);
        telegram.awaitDelivered(A, 2);
        bot.settle();
        List<String> pieces = texts(A);
        assertEquals("a".repeat(4095) + last + BEHIND, String.join("", pieces));
        for (String piece : pieces) {
            assertTrue(piece.length() <= MAX_TEXT);
            assertTrue(piece.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
        }
    }

    @Test
    void the_pieces_of_a_caption_survive_a_restart_between_them() {
        bot.start("deliver.pace: {per-chat: 1/s}", stepping(FOOTER));
        telegram.draft(S).photo().caption("a".repeat(1500)).post();
        telegram.awaitDelivered(A, 1);
        bot.settle();
        stopBot();
        bot.startAgain();
        bot.advanceUntil("the rest", () -> telegram.delivered(A).size() == 2);
        assertEquals("a".repeat(1500) + BEHIND, String.join("", texts(A)));
    }

    @Test
    void an_edit_that_does_not_fit_into_its_copy_any_more_leaves_it_as_it_is_and_is_counted() {
        bot.watching("{source: " + S + ", destination: " + A + ", sync-edits: true, steps: [" + FOOTER + "]}");
        var photo = telegram.draft(S).photo().caption("short").post();
        var text = telegram.post(S, "short");
        telegram.awaitDelivered(A, 2);
        bot.settle();
        telegram.edit(photo, "a".repeat(1019));
        telegram.edit(text, "a".repeat(4091));
        bot.settle();
        bot.advance(Duration.ofSeconds(3));
        assertEquals(2, bot.stat("intake", "skipped_edit_too_long"));
        assertEquals(List.of("short" + BEHIND, "short" + BEHIND), texts(A));
    }

    @Test
    void every_further_try_sends_the_same_body() {
        bot.watching(stepping("{footer: {text: before}}"));
        telegram.on("sendMessage").times(2).answer(Answer.error(500, "Internal Server Error"));
        telegram.post(S, "text");
        awaitCallsTo(A, 1);
        bot.write(bot.configuration().replace("before", "after"));
        bot.advanceUntil("the change", () -> bot.log().contains("the edited configuration is in use"));
        bot.advanceUntil("the third try", () -> callsTo(A) >= 3);
        assertEquals(
                List.of("text\n\nbefore", "text\n\nbefore", "text\n\nbefore"),
                telegram.callsTo(A).stream()
                        .map(Call::parameters)
                        .map(call -> call.path("text").asText())
                        .toList());
        telegram.post(S, "next");
        awaitTexts(A, "text\n\nbefore", "next\n\nafter");
        assertEquals(Via.SENT, telegram.delivered(A).getFirst().via());
    }

    @Test
    void a_text_that_grows_without_end_is_a_fault_and_goes_out_unchanged() {
        bot.watching(stepping("{replace: {find: a, with: '" + "b".repeat(100) + "'}}"));
        telegram.post(S, "a".repeat(4000));
        awaitTexts(A, "a".repeat(4000));
        assertEquals(1, bot.stat("modules", "faults"));
        assertEquals(1, bot.stat("steps", "passed_over"));
        assertTrue(bot.log().contains("module replace: transform failed (1 so far)"), bot::log);
        assertEquals(0, bot.count("bbbbbbbb"));
    }

    @Test
    void an_extract_far_longer_than_any_message_still_goes_out_whole() {
        String patterns = "'"
                + String.join(
                        "', '",
                        java.util.stream.IntStream.range(0, 30)
                                .mapToObj(i -> "(?s)x{" + i + "}y.+")
                                .toList())
                + "'";
        bot.watching("{source: " + S + ", destination: " + A + ", mode: extract, extract-patterns: [" + patterns
                + "], steps: [" + FOOTER + "]}");
        telegram.post(S, "x".repeat(30) + "y" + "z".repeat(4000));
        bot.advanceUntil(
                "all pieces",
                () -> bot.stat("queue", "pending") == 0
                        && !telegram.delivered(A).isEmpty());
        // Too long for a footer too, which is told; what was extracted is all there.
        assertEquals(30, String.join("", texts(A)).lines().count());
        assertEquals(1, bot.stat("steps", "passed_over"));
    }
}
