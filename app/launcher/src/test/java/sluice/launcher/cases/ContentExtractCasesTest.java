package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.simulator.Answer;

/** Extract results that are longer than a message may be. */
class ContentExtractCasesTest extends WithBot {

    private static final int MAX = 4096;
    private static final String EMOJI = "😀";
    private static final String FAMILY = "👩‍👩‍👧‍👦";
    private static final String FLAG = "🇩🇪";
    private static final String EVERYTHING = "(?s).+";

    private static String letters(int count) {
        return "a".repeat(count);
    }

    static Stream<Arguments> longTexts() {
        return Stream.of(
                Arguments.of("4,095 letters and an emoji", letters(MAX - 1) + EMOJI, 2),
                Arguments.of("4,094 letters and an emoji", letters(MAX - 2) + EMOJI, 1),
                Arguments.of("4,096 letters", letters(MAX), 1),
                Arguments.of("4,097 letters", letters(MAX + 1), 2),
                Arguments.of("4,095 letters and an emoji of seven parts", letters(MAX - 1) + FAMILY, 2),
                Arguments.of("4,090 letters and an emoji of seven parts", letters(MAX - 6) + FAMILY, 2),
                Arguments.of("4,095 letters and a flag", letters(MAX - 1) + FLAG + FLAG, 2),
                Arguments.of("4,095 letters and one with an accent of its own", letters(MAX - 1) + "e\u0301", 2),
                Arguments.of("nothing but emoji", EMOJI.repeat(MAX), 2),
                Arguments.of("a letter and nothing but emoji", "a" + EMOJI.repeat(MAX), 3),
                Arguments.of("10,000 letters", letters(10_000), 3),
                Arguments.of("words", "words and ".repeat(1000), 3),
                Arguments.of("lines", "a line\n".repeat(1000), 2));
    }

    // C2: NousResearch/hermes-agent#11466
    @ParameterizedTest(name = "{0}")
    @MethodSource("longTexts")
    void c2_a_long_result_is_sent_in_pieces_that_are_short_enough_and_cut_no_character(
            String name, String text, int count) {
        bot.watching(extracting(S, A, EVERYTHING));
        telegram.post(S, text);
        bot.awaitDelivered(A, count);
        bot.settle();
        List<String> pieces = texts(A);
        assertEquals(count, pieces.size());
        assertEquals(text, String.join("", pieces));
        for (String piece : pieces) {
            assertTrue(piece.length() <= MAX);
            assertFalse(Character.isLowSurrogate(piece.charAt(0)));
            assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
            assertFalse(piece.startsWith("\u200d") || piece.startsWith("\u0301"));
        }
        assertEquals(bot.stat("intake", "updates"), bot.stat("worker", "processed"), "a message counts once");
    }

    // C2: the pieces of one message stay together and in order
    @Test
    void c2_a_flood_wait_on_the_second_piece_repeats_only_that_one_and_keeps_the_order() {
        bot.watching(extracting(S, A, EVERYTHING));
        telegram.on("sendMessage").chat(A).skip(1).answer(Answer.floodWait(7));
        telegram.post(S, letters(MAX) + "b".repeat(MAX) + "c");
        awaitCallsTo(A, 2);
        telegram.post(S, "next");
        bot.settle();
        assertEquals(1, telegram.delivered(A).size());
        bot.advance(Duration.ofSeconds(7));
        bot.awaitDelivered(A, 4);
        bot.settle();
        assertEquals(List.of(letters(MAX), "b".repeat(MAX), "c", "next"), texts(A));
        assertEquals(5, callsTo(A));
    }

    // C2: each piece has its own tries
    @Test
    void c2_failures_of_one_piece_do_not_count_against_the_next() {
        bot.watching(extracting(S, A, EVERYTHING));
        Answer failure = Answer.error(500, "Internal Server Error");
        telegram.on("sendMessage")
                .chat(A)
                .answer(failure, failure, failure, Answer.normal(), failure, failure, failure);
        telegram.post(S, letters(MAX) + "b");
        awaitCallsTo(A, 1);
        pass(Duration.ofSeconds(14), Duration.ofSeconds(1));
        assertEquals(List.of(letters(MAX), "b"), texts(A));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    // C2: a piece whose answer is lost is not repeated, and nothing that was sent before it is
    @Test
    void c2_a_lost_answer_to_the_second_piece_leaves_the_first_alone() {
        bot.watching(extracting(S, A, EVERYTHING));
        telegram.on("sendMessage").chat(A).skip(1).answer(Answer.closeAfterApplying());
        telegram.post(S, letters(MAX) + "b");
        bot.awaitDelivered(A, 2);
        telegram.post(S, "next");
        bot.awaitDelivered(A, 3);
        bot.settle();
        assertEquals(List.of(letters(MAX), "b", "next"), texts(A));
        assertEquals(1, bot.stat("queue", "dead_letters"));
    }

    // C2, C9: what is extracted goes on along the chain, piece by piece and in order
    @Test
    void c2_the_pieces_go_on_along_a_chain_in_order() {
        bot.watching(extracting(S, A, EVERYTHING), copying(A, B), extracting(A, C, "[bc]+"));
        telegram.post(S, letters(MAX) + "b".repeat(MAX) + "c");
        telegram.post(S, "next b");
        bot.awaitDelivered(B, 4);
        bot.awaitDelivered(C, 3);
        bot.settle();
        assertEquals(List.of(letters(MAX), "b".repeat(MAX), "c", "next b"), texts(B));
        assertEquals(List.of("b".repeat(MAX), "c", "b"), texts(C));
    }

    // C2: many short matches, one per line and without repeats
    @Test
    void c2_many_matches_come_one_per_line_without_repeats_and_no_line_is_cut() {
        bot.watching(extracting(S, A, "#[0-9]+"));
        String text = String.join(
                " and ", IntStream.range(0, 1500).mapToObj(i -> "#" + i % 1000).toList());
        telegram.post(S, text);
        bot.awaitDelivered(A, 2);
        bot.settle();
        List<String> lines = texts(A).stream().flatMap(String::lines).toList();
        assertEquals(IntStream.range(0, 1000).mapToObj(i -> "#" + i).toList(), lines);
    }
}
