package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;
import sluice.base.log.LogLevels;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Via;

/** The steps that come with the bot, each as its user writes it, and what arrives. */
class StepsTest extends WithBot {

    static String stepping(String steps) {
        return stepping(S, A, steps);
    }

    static String stepping(long source, long destination, String steps) {
        return "{source: " + source + ", destination: " + destination + ", steps: [" + steps + "]}";
    }

    /** The formatting of a message as {@code type offset+length}. */
    static List<String> entities(Delivered message) {
        JsonNode node = message.message();
        JsonNode entities = node.has("text") ? node.path("entities") : node.path("caption_entities");
        List<String> all = new ArrayList<>();
        entities.forEach(entity -> all.add(entity.path("type").asText() + " "
                + entity.path("offset").asInt() + "+" + entity.path("length").asInt()));
        return all;
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("{replace: {find: cat, with: dog}}", "a cat, a Cat, a cat", "a dog, a Cat, a dog"),
                Arguments.of("{replace: {find: cat, with: dog, ignore-case: true}}", "a cat, a Cat", "a dog, a dog"),
                Arguments.of("{replace: {find: 'a.b$1', with: '$1'}}", "axb a.b$1", "axb $1"),
                Arguments.of("{replace: {find: ' cat'}}", "a cat", "a"),
                Arguments.of(
                        "{replace: {find: '(\\d+) ?(?P<unit>€|EUR)', with: '$$$1 (${unit})', regex: true}}",
                        "5 € or 6EUR",
                        "$5 (€) or $6 (EUR)"),
                Arguments.of("{replace: {find: 'x*', with: '-', regex: true}}", "a😀b", "-a-😀-b-"),
                Arguments.of("{header: {text: News}}", "hello", "News\n\nhello"),
                Arguments.of("{header: {text: '>', separator: ' '}}", "hello", "> hello"),
                Arguments.of("{footer: {text: bye}}", "hello", "hello\n\nbye"),
                Arguments.of("{footer: {text: bye, separator: \"\\n\"}}", "hello", "hello\nbye"),
                Arguments.of("remove-links", "see https://example.org/a?b=c. Then go", "see. Then go"),
                Arguments.of("remove-links", "first\nhttps://t.me/name/5\nlast", "first\nlast"),
                Arguments.of("remove-links", "join t.me/name now", "join now"),
                Arguments.of("remove-links", "join https://t.me/+abc", "join"),
                Arguments.of("remove-links", "看https://t.me/x/5。后面", "看。后面"),
                Arguments.of("remove-links", "a http://x.y/z(1)-2?q=3!", "a!"),
                Arguments.of("remove-links", "(www.example.org) and HTTP://A.B/C", "() and"),
                Arguments.of("remove-links", "nothing to do. at.me no", "nothing to do. at.me no"),
                Arguments.of("remove-links, {footer: {text: bye}}", "x https://a.b", "x\n\nbye"),
                Arguments.of("{replace: {find: a, with: b}}, {replace: {find: b, with: c}}", "ab", "cc"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("texts")
    void a_text_goes_out_as_its_steps_have_made_it(String steps, String text, String right) {
        bot.watching(stepping(steps));
        telegram.post(S, text);
        awaitTexts(A, right);
    }

    @Test
    void formatting_stays_where_it_belongs() {
        bot.watching(stepping("{replace: {find: two, with: 🧹🧹}}, {header: {text: 😀, separator: ' '}}"));
        telegram.draft(S).text("one two three").entities("""
                        [{"type":"bold","offset":0,"length":3},{"type":"italic","offset":4,"length":3},
                         {"type":"text_link","offset":8,"length":5,"url":"https://example.org/"},
                         {"type":"underline","offset":0,"length":13}]""").post();
        Delivered arrived = telegram.awaitDelivered(A, 1).getFirst();
        assertEquals("😀 one 🧹🧹 three", arrived.text());
        assertEquals(
                List.of("bold 3+3", "italic 7+4", "text_link 12+5", "underline 3+14"),
                entities(arrived).stream().sorted().toList());
        assertEquals(
                "https://example.org/", arrived.message().at("/entities/3/url").asText());
    }

    @Test
    void every_kind_of_formatting_comes_through_with_all_that_is_said_of_it() {
        String entities = """
                [{"type":"text_mention","offset":0,"length":1,"user":{"id":77,"is_bot":false,"first_name":"Ada"}},
                 {"type":"pre","offset":2,"length":1,"language":"java"},
                 {"type":"custom_emoji","offset":4,"length":2,"custom_emoji_id":"5368324170671202286"},
                 {"type":"date_time","offset":7,"length":1,"unix_time":1647531900,"date_time_format":"wDT"},
                 {"type":"something_new","offset":9,"length":1,"colour":"red"}]""";
        bot.watching(stepping("{footer: {text: '!'}}"));
        telegram.draft(S).text("a b 😀 c d").entities(entities).post();
        JsonNode sent = telegram.awaitDelivered(A, 1).getFirst().message().path("entities");
        assertEquals(77, sent.at("/0/user/id").asLong());
        assertEquals("java", sent.at("/1/language").asText());
        assertEquals("5368324170671202286", sent.at("/2/custom_emoji_id").asText());
        assertEquals(1647531900, sent.at("/3/unix_time").asLong());
        assertTrue(sent.at("/3/unix_time").isIntegralNumber());
        assertEquals("wDT", sent.at("/3/date_time_format").asText());
        assertEquals("red", sent.at("/4/colour").asText());
    }

    @Test
    void links_go_with_their_formatting_and_words_with_a_link_behind_them_stay() {
        bot.watching(stepping("remove-links"), stepping(S, B, "{remove-links: {hidden: remove, mentions: true}}"));
        telegram.draft(S)
                .text("Read here or at example.org, says @name today")
                .entities("""
                        [{"type":"text_link","offset":5,"length":4,"url":"https://t.me/x"},
                         {"type":"url","offset":16,"length":11},{"type":"bold","offset":5,"length":22},
                         {"type":"mention","offset":34,"length":5},{"type":"italic","offset":40,"length":5}]""")
                .post();
        Delivered inA = telegram.awaitDelivered(A, 1).getFirst();
        assertEquals("Read here or at, says @name today", inA.text());
        assertEquals(List.of("bold 5+10", "mention 22+5", "italic 28+5"), entities(inA));
        Delivered inB = telegram.awaitDelivered(B, 1).getFirst();
        assertEquals("Read or at, says today", inB.text());
        assertEquals(List.of("bold 4+6", "italic 17+5"), entities(inB));
    }

    @Test
    void a_footer_can_be_a_link_and_look_different() {
        bot.watching(stepping("{footer: {text: Ünser 😀, link: 'https://t.me/name', style: [bold, italic]}}"));
        telegram.post(S, "hello");
        Delivered arrived = telegram.awaitDelivered(A, 1).getFirst();
        assertEquals(
                List.of("bold 7+8", "italic 7+8", "text_link 7+8"),
                entities(arrived).stream().sorted().toList());
    }

    @Test
    void a_message_of_which_nothing_is_left_is_counted_and_not_sent() {
        bot.watching(stepping("remove-links"));
        telegram.post(S, "https://example.org");
        telegram.post(S, "and text");
        awaitTexts(A, "and text");
        assertEquals(1, bot.stat("intake", "skipped_nothing_left"));
    }

    @Test
    void what_the_steps_do_not_change_is_copied_as_it_is() {
        bot.watching(stepping("remove-links"));
        telegram.post(S, "plain");
        telegram.draft(S).sticker().post();
        telegram.draft(S).poll("which?").post();
        List<Delivered> inA = telegram.awaitDelivered(A, 3);
        assertEquals(
                List.of(Via.COPIED, Via.COPIED, Via.COPIED),
                inA.stream().map(Delivered::via).toList());
        assertEquals(0, bot.stat("steps", "changed"));
    }

    @Test
    void media_is_copied_with_its_changed_caption_and_gets_one_where_it_has_none() {
        bot.watching(stepping("{footer: {text: via us, style: bold}}"));
        telegram.draft(S).photo().caption("a photo").post();
        telegram.draft(S).video().post();
        telegram.draft(S).sticker().post();
        List<Delivered> inA = telegram.awaitDelivered(A, 3);
        assertEquals("a photo\n\nvia us", inA.get(0).text());
        assertEquals(List.of("bold 9+6"), entities(inA.get(0)));
        assertTrue(inA.get(0).message().has("photo"));
        assertEquals("via us", inA.get(1).text());
        assertEquals(List.of("bold 0+6"), entities(inA.get(1)));
        assertTrue(inA.get(2).message().has("sticker"));
        assertEquals(3, telegram.count("copyMessage"));
        assertEquals(2, bot.stat("steps", "changed"));
    }

    @Test
    void a_caption_of_which_nothing_is_left_is_taken_away() {
        bot.watching(stepping("{replace: {find: '.+', regex: true}}"));
        telegram.draft(S).photo().caption("away").post();
        Delivered arrived = telegram.awaitDelivered(A, 1).getFirst();
        assertFalse(arrived.message().has("caption"));
        assertTrue(arrived.message().has("photo"));
    }

    @Test
    void a_caption_above_its_media_stays_there() {
        bot.watching(stepping("{footer: {text: via us}}"));
        telegram.draft(S)
                .photo()
                .caption("above")
                .with("show_caption_above_media", "true")
                .post();
        Call call = telegram.awaitCalls("copyMessage", 1).getFirst();
        assertTrue(call.parameters().path("show_caption_above_media").asBoolean());
    }

    @Test
    void media_types_are_kept_or_dropped_and_counted_by_type() {
        bot.watching(
                stepping("{media-type: {drop: [sticker, poll]}}"),
                stepping(S, B, "{media-type: {keep: [text, photo]}}"));
        telegram.draft(S).sticker().post();
        telegram.draft(S).poll("which?").post();
        telegram.draft(S).video().caption("video").post();
        telegram.draft(S).photo().caption("photo").post();
        telegram.post(S, "text");
        awaitTexts(A, "video", "photo", "text");
        awaitTexts(B, "photo", "text");
        assertEquals(2, bot.stat("steps", "dropped_media_type_sticker"));
        assertEquals(2, bot.stat("steps", "dropped_media_type_poll"));
        assertEquals(1, bot.stat("steps", "dropped_media_type_video"));
        assertEquals(5, bot.stat("steps", "dropped"));
        assertEquals(5, bot.stat("intake", "skipped_step"));
        try (LogLevels _ = LogLevels.asTheyAre().and("sluice.host.cleanup", Level.DEBUG)) {
            bot.advance(Duration.ofMinutes(5));
            bot.awaitLog("dropped_media_type_video 1");
        }
    }

    @Test
    void senders_are_kept_or_dropped_by_id_name_and_chat() {
        long group = -1003000000001L;
        telegram.supergroup(group, "Group");
        telegram.user(51, "Ada Lovelace");
        telegram.user(52, "Bob");
        bot.watching(
                stepping(group, A, "{sender: {keep: [51]}}"),
                stepping(group, B, "{sender: {drop: ['ada lovelace']}}"),
                stepping(S, A, "{sender: {keep: [" + S + "]}}"),
                stepping(S, B, "{sender: {drop: [" + S + "]}}"));
        telegram.draft(group).from(51).text("of Ada").post();
        telegram.draft(group).from(52).text("of Bob").post();
        telegram.post(S, "of the channel");
        telegram.draft(group)
                .from(52)
                .text("of a chat")
                .with("sender_chat", "{\"id\":51,\"type\":\"channel\",\"title\":\"Ada Lovelace\"}")
                .post();
        awaitTexts(A, "of Ada", "of the channel", "of a chat");
        awaitTexts(B, "of Bob");
        assertEquals(1, bot.stat("steps", "dropped_sender_not_listed"));
        assertEquals(3, bot.stat("steps", "dropped_sender_listed"));
    }

    @Test
    void the_default_steps_are_for_watches_without_their_own() {
        bot.start(
                "steps: [{footer: {text: common}}, {media-type: {drop: [sticker]}}]",
                S_TO_A,
                stepping(S, B, ""),
                forwarding(S, C));
        telegram.post(S, "text");
        telegram.draft(S).sticker().post();
        telegram.draft(S).poll("which?").post();
        assertEquals("text\n\ncommon", telegram.awaitDelivered(A, 2).getFirst().text());
        assertEquals("text", telegram.awaitDelivered(B, 3).getFirst().text());
        assertEquals(Via.FORWARDED, telegram.awaitDelivered(C, 2).getFirst().via());
        assertEquals("text", telegram.delivered(C).getFirst().text());
        assertEquals(2, bot.stat("steps", "dropped_media_type_sticker"));
    }

    @Test
    void an_edit_goes_through_the_same_steps() {
        String watch = "{source: " + S + ", destination: " + A + ", sync-edits: true, steps: [{sender: {keep: [" + S
                + "]}}, {footer: {text: '-- us', style: code}}]}";
        bot.watching(watch);
        var text = telegram.post(S, "first");
        var photo = telegram.draft(S).photo().caption("first").post();
        telegram.awaitDelivered(A, 2);
        bot.settle();
        telegram.edit(text, "second");
        telegram.edit(photo, "third");
        bot.settle();
        bot.advance(Duration.ofSeconds(2));
        telegram.awaitCalls("editMessageText", 1);
        telegram.awaitCalls("editMessageCaption", 1);
        List<Delivered> inA = telegram.delivered(A);
        assertEquals("second\n\n-- us", inA.get(0).text());
        assertEquals(List.of("code 8+5"), entities(inA.get(0)));
        assertEquals("third\n\n-- us", inA.get(1).text());
        assertEquals(List.of("code 7+5"), entities(inA.get(1)));
        assertEquals(2, inA.size());
    }

    @Test
    void the_next_hop_sees_what_has_arrived() {
        bot.watching(
                stepping(S, A, "{replace: {find: one, with: two, regex: false}}, {footer: {text: A, style: bold}}"),
                stepping(A, B, "{sender: {keep: [" + A + "]}}, {footer: {text: B}}"),
                copying(B, C));
        telegram.post(S, "one");
        telegram.draft(S).photo().caption("one").post();
        telegram.awaitDelivered(C, 2);
        assertEquals(List.of("two\n\nA\n\nB", "two\n\nA\n\nB"), texts(C));
        assertTrue(telegram.delivered(C).get(1).message().has("photo"));
        assertEquals(List.of("bold 5+1"), entities(telegram.delivered(C).get(1)));
        assertEquals(List.of("bold 5+1"), entities(telegram.delivered(C).get(0)));
    }

    @Test
    void a_text_that_was_changed_answers_what_its_original_answered() {
        bot.watching(stepping("{footer: {text: '!'}}"));
        var question = telegram.post(S, "question");
        telegram.draft(S).text("answer").replyTo(question.messageId()).post();
        List<Delivered> inA = telegram.awaitDelivered(A, 2);
        assertEquals(inA.getFirst().messageId(), inA.getLast().replyTo());
    }
}
