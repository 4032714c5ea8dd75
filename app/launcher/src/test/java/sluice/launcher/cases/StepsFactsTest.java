package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.launcher.cases.StepsTest.stepping;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import sluice.simulator.Post;

/** Steps that look at what Telegram says of a message besides its text. */
class StepsFactsTest extends WithBot {

    private static final String HEADER = "{header: {text: '{source} {link} {sender} {date}', separator: ' '}}";

    private String header(String link, Post post) {
        LocalDate day = bot.time.now().atZone(ZoneId.systemDefault()).toLocalDate();
        return "S " + link + "/" + post.messageId() + " Ann " + day + " ";
    }

    @Test
    void a_header_says_where_when_and_by_whom_and_an_edit_too() {
        bot.watching("{source: " + S + ", destination: " + A + ", sync-edits: true, steps: [" + HEADER + "]}");
        Post post = telegram.draft(S)
                .text("hello")
                .with("author_signature", "\"Ann\"")
                .post();
        String words = header("https://t.me/c/1000000001", post);
        awaitTexts(A, words + "hello");
        bot.fence();
        telegram.edit(post, "changed");
        bot.fence();
        bot.advance(Duration.ofSeconds(2));
        assertEquals(
                words + "changed",
                bot.awaitCalls("editMessageText", 1)
                        .getFirst()
                        .parameters()
                        .path("text")
                        .asText());
    }

    @Test
    void a_public_chat_is_linked_by_its_name() {
        telegram.username(S, "news");
        bot.watching(stepping(HEADER));
        Post post = telegram.draft(S)
                .text("hello")
                .with("author_signature", "\"Ann\"")
                .post();
        awaitTexts(A, header("https://t.me/news", post) + "hello");
    }

    @Test
    void files_are_filtered_by_size_and_name() {
        bot.watching(stepping("{file-size: {max: 1KB}}, {file-extension: {drop: [exe]}}"));
        telegram.draft(S).document("big.pdf", new byte[1025]).caption("too big").post();
        telegram.draft(S).document("a.EXE", new byte[10]).caption("bad").post();
        telegram.draft(S).document("a.pdf", new byte[1024]).caption("good").post();
        telegram.post(S, "text");
        awaitTexts(A, "good", "text");
        assertEquals(1, bot.stat("steps", "dropped_file_size_too_large"));
        assertEquals(1, bot.stat("steps", "dropped_file_extension_listed"));
    }

    @Test
    void links_behind_words_and_buttons_are_seen() {
        bot.watching(stepping("{hidden-links: {drop: [bad.example]}}"));
        telegram.draft(S)
                .text("here")
                .entities("[{\"type\":\"text_link\",\"offset\":0,\"length\":4,\"url\":\"https://bad.example/1\"}]")
                .post();
        telegram.draft(S)
                .text("button")
                .with("reply_markup", keyboard("https://www.bad.example/2"))
                .post();
        telegram.draft(S)
                .text("good")
                .with("reply_markup", keyboard("https://good.example/"))
                .post();
        awaitTexts(A, "good");
        assertEquals(2, bot.stat("steps", "dropped_hidden_links_listed"));
    }

    private static String keyboard(String url) {
        return "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"x\"}],[{\"text\":\"b\",\"url\":\"" + url
                + "\"}]]}";
    }
}
