package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Post;

/** Cases I4 and I5: edits that change nothing of what was sent, and edits of an album of which matches were sent. */
class CopyEditsTest extends WithBot {

    private static final String EXTRACT = ", mode: extract, extract-patterns: ['#\\w+']";
    private static final String BUTTONS =
            "{\"inline_keyboard\":[[{\"text\":\"more\",\"url\":\"https://example.org\"}]]}";

    private static String syncing(String options) {
        return "{source: " + S + ", destination: " + A + ", sync-edits: true" + options + "}";
    }

    private long edits() {
        return telegram.count("editMessageText") + telegram.count("editMessageCaption");
    }

    private void edit(Post post, String words) {
        telegram.edit(post, words);
        applied();
    }

    private void applied() {
        bot.settle();
        bot.advance(Duration.ofSeconds(3));
        bot.settle();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", steps: [{footer: {text: us}}]",
                ", steps: [{replace: {find: absent, with: b}}]",
                ", mode: extract, extract-patterns: ['b.*']",
            })
    void i4_an_edit_of_buttons_only_makes_no_call(String options) {
        bot.watching(syncing(options));
        String bold = "[{\"type\":\"bold\",\"offset\":0,\"length\":3}]";
        Post text = telegram.draft(S).text("bold").entities(bold).post();
        Post photo = telegram.draft(S).photo().caption("bold").entities(bold).post();
        bot.awaitDelivered(A, 2);
        telegram.edit(text, "reply_markup", BUTTONS);
        telegram.edit(photo, "reply_markup", BUTTONS);
        applied();
        assertEquals(0, edits());
        assertEquals(2, bot.stat("intake", "skipped_unchanged"));
        edit(text, "bolder");
        edit(photo, "bolder");
        assertEquals(2, edits(), "what changes is applied");
        telegram.edit(text, "reply_markup", null);
        telegram.edit(photo, "reply_markup", null);
        applied();
        assertEquals(2, edits(), "nor does one after an edit");
    }

    @Test
    void i4_an_edit_of_what_is_not_sent_makes_no_call() {
        bot.watching(syncing(EXTRACT));
        Post post = telegram.post(S, "one #tag");
        bot.awaitDelivered(A, 1);
        edit(post, "another #tag");
        assertEquals(0, edits());
        edit(post, "another #other");
        assertEquals(List.of("#other"), texts(A));
    }

    @Test
    void i4_other_formatting_is_a_change() {
        bot.watching(syncing(""));
        Post post = telegram.post(S, "text");
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "entities", "[{\"type\":\"bold\",\"offset\":0,\"length\":4}]");
        applied();
        assertEquals(1, edits());
    }

    @Test
    void i4_edits_that_make_no_call_use_no_pace() {
        bot.start("deliver.pace: {per-chat: 2/min, per-group: 2/min, global: 1000/s}", syncing(""), S_TO_B);
        Post post = telegram.post(S, "text");
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "reply_markup", BUTTONS);
        applied();
        telegram.edit(post, "reply_markup", null);
        applied();
        telegram.post(S, "next");
        bot.settle();
        assertEquals(List.of("text", "next"), texts(A));
    }

    @Test
    void i4_what_is_not_remembered_is_asked_of_telegram_and_is_no_fault() {
        bot.watching(syncing(""));
        Post post = telegram.post(S, "text");
        bot.awaitDelivered(A, 1);
        bot.settle();
        assertEquals(0, bot.stop());
        bot.startAgain();
        telegram.edit(post, "reply_markup", BUTTONS);
        applied();
        assertEquals(1, edits());
        assertEquals(0, bot.stat("intake", "skipped_edit_refused"));
        telegram.edit(post, "reply_markup", null);
        applied();
        assertEquals(1, edits(), "now it is known");
    }

    @Test
    void i4_an_edit_whose_end_is_unknown_is_not_taken_for_applied() {
        bot.watching(syncing(""));
        Post post = telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        telegram.on("editMessageText").times(1).answer(Answer.error(400, "Bad Request: message can't be edited"));
        edit(post, "second");
        edit(post, "first");
        assertEquals(2, edits());
    }

    @Test
    void i5_an_edited_caption_leaves_the_matches_of_the_others() {
        bot.watching(syncing(EXTRACT + ", whitelist: [two]"));
        List<Post> album = telegram.album(S, "g", "#one", "#two", "three");
        bot.advance(Duration.ofSeconds(2));
        awaitTexts(A, "#one\n#two");
        edit(album.get(0), "#uno");
        assertEquals(List.of("#uno\n#two"), texts(A));
        edit(album.get(2), "#tres");
        assertEquals(List.of("#uno\n#two\n#tres"), texts(A));
        edit(album.get(0), "nothing");
        assertEquals(List.of("#two\n#tres"), texts(A));
    }

    @Test
    void i5_when_the_other_captions_are_forgotten_their_matches_stay() {
        bot.watching(syncing(EXTRACT));
        List<Post> album = telegram.album(S, "g", "#one", "#two");
        bot.advance(Duration.ofSeconds(2));
        awaitTexts(A, "#one\n#two");
        Post alone = telegram.draft(S).photo().caption("#alone").post();
        bot.awaitDelivered(A, 2);
        bot.settle();
        assertEquals(0, bot.stop());
        bot.startAgain();
        edit(album.get(0), "#uno");
        assertEquals(List.of("#one\n#two", "#alone"), texts(A));
        assertEquals(1, bot.stat("intake", "skipped_album_forgotten"));
        edit(alone, "#still");
        assertEquals(List.of("#one\n#two", "#still"), texts(A));
    }

    @Test
    void i5_the_next_hop_follows() {
        bot.watching(
                syncing(EXTRACT),
                "{source: " + A + ", destination: " + B + ", sync-edits: true}",
                "{source: " + A + ", destination: " + C
                        + ", sync-edits: true, mode: extract, extract-patterns: ['#\\w+']}");
        List<Post> album = telegram.album(S, "g", "#one", "#two");
        bot.advance(Duration.ofSeconds(2));
        bot.awaitDelivered(B, 1);
        bot.awaitDelivered(C, 1);
        edit(album.get(1), "#dos");
        applied();
        assertEquals(List.of("#one\n#dos"), texts(B));
        assertEquals(List.of("#one\n#dos"), texts(C));
    }

    @Test
    void another_picture_replaces_that_of_the_copy_with_its_caption() {
        bot.watching(syncing(", steps: [{footer: {text: us}}]"));
        Post post = telegram.draft(S).photo().caption("first").post();
        telegram.draft(S).photo().post();
        bot.awaitDelivered(A, 2);
        String other = telegram.delivered(A).getLast().message().path("photo").toString();
        telegram.edit(post, "photo", other);
        applied();
        assertEquals(0, edits());
        assertEquals(1, telegram.count("editMessageMedia"));
        assertEquals(
                other, telegram.delivered(A).getFirst().message().path("photo").toString());
        assertEquals("first\n\nus", texts(A).getFirst());
        edit(post, "second");
        assertEquals(1, telegram.count("editMessageMedia"), "the same picture needs no other one");
        assertEquals("second\n\nus", texts(A).getFirst());
    }

    @Test
    void a_text_that_becomes_a_picture_does_so_in_the_next_hop_too() {
        bot.watching(syncing(""), "{source: " + A + ", destination: " + B + ", sync-edits: true}");
        Post post = telegram.post(S, "words");
        telegram.draft(S).photo().post();
        bot.awaitDelivered(B, 2);
        String picture = telegram.delivered(A).getLast().message().path("photo").toString();
        becomesPicture(post, picture, "caption");
        applied();
        assertEquals("caption", texts(A).getFirst());
        assertEquals("caption", texts(B).getFirst());
        assertEquals(
                picture,
                telegram.delivered(B).getFirst().message().path("photo").toString());
    }

    private void becomesPicture(Post post, String picture, String caption) {
        telegram.editToPhoto(post, picture, caption);
        applied();
    }

    @Test
    void a_text_that_becomes_a_picture_after_a_restart_gets_its_caption() {
        bot.start("modules: {queue: sqlite}", syncing(""));
        Post post = telegram.post(S, "words");
        telegram.draft(S).photo().post();
        bot.awaitDelivered(A, 2);
        String picture = telegram.delivered(A).getLast().message().path("photo").toString();
        bot.settle();
        stopBot();
        bot.startAgain();
        becomesPicture(post, picture, "caption");
        assertEquals("caption", texts(A).getFirst());
        assertEquals(0, bot.stat("intake", "skipped_edit_refused"));
    }

    @Test
    void an_edit_of_a_rich_message_makes_no_call() {
        bot.watching(syncing(""));
        String rich = "{\"blocks\":[{\"type\":\"paragraph\",\"text\":\"%s\"}]}";
        Post post =
                telegram.draft(S).with("rich_message", rich.formatted("one")).post();
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "rich_message", rich.formatted("two"));
        applied();
        assertEquals(0, edits());
        assertEquals(1, bot.stat("intake", "skipped_edit_refused"));
    }
}
