package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Post;

/** Captions, protected content and edits. */
class ContentCasesTest extends WithBot {

    // C1: aahnik/tgcf#462, tdlib/telegram-bot-api#334
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 1025, 2000, 4096})
    void c1_a_caption_of_any_length_is_copied_as_it_is(int length) {
        bot.watching(copying(S, A), forwarding(S, B));
        String caption = "c".repeat(length);
        telegram.draft(S).photo().caption(caption).post();
        telegram.draft(S).video().caption(caption).post();
        telegram.draft(S).document("file.pdf").caption(caption).post();
        bot.awaitDelivered(A, 3);
        bot.awaitDelivered(B, 3);
        assertEquals(List.of(caption, caption, caption), texts(A));
        assertEquals(List.of(caption, caption, caption), texts(B));
        for (Call call : telegram.callsTo(A)) {
            assertEquals("copyMessage", call.method());
            assertFalse(call.parameters().has("caption"));
            assertFalse(call.parameters().has("parse_mode"));
        }
    }

    // C1: formatting is a part of it
    @Test
    void c1_the_formatting_of_a_caption_is_copied_too() {
        bot.watching(copying(S, A));
        String bold = "[{\"type\":\"bold\",\"offset\":0,\"length\":4}]";
        telegram.draft(S)
                .photo()
                .caption("bold <b>and</b> *plain*")
                .entities(bold)
                .post();
        bot.awaitDelivered(A, 1);
        assertEquals(
                bold,
                telegram.delivered(A)
                        .getFirst()
                        .message()
                        .path("caption_entities")
                        .toString());
        assertEquals(List.of("bold <b>and</b> *plain*"), texts(A));
    }

    /** The ways of watching, none of which leads around protection. */
    enum Way {
        COPY(copying(S, A)),
        FORWARD(forwarding(S, A)),
        EXTRACT(extracting(S, A, ".+"));

        final String watch;

        Way(String watch) {
            this.watch = watch;
        }
    }

    // C5: aahnik/tgcf#363
    @ParameterizedTest
    @EnumSource
    void c5_protected_messages_are_skipped_and_counted_and_the_owner_is_told_once(Way way) {
        bot.watching(way.watch, copying(B, A));
        telegram.draft(S).text("secret 1").protectedContent().post();
        telegram.draft(S).photo().caption("secret 2").protectedContent().post();
        telegram.draft(S)
                .photo()
                .mediaGroup("g")
                .caption("secret 3")
                .protectedContent()
                .post();
        telegram.draft(S).photo().mediaGroup("g").protectedContent().post();
        bot.settle();
        bot.advance(Duration.ofMinutes(2));
        assertEquals(0, callsTo(A));
        assertEquals(4, bot.stat("intake", "skipped_protected"));
        assertEquals(0, bot.stat("queue", "dead_letters"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(1, texts(OWNER).size());
        assertTrue(
                texts(OWNER).getFirst().contains(Long.toString(S)), texts(OWNER).getFirst());

        // Whatever is not protected goes on.
        telegram.post(S, "open");
        telegram.post(B, "other");
        bot.awaitDelivered(A, 2);
        assertEquals(List.of("open", "other"), texts(A));
    }

    // C5: a chat that protects everything says so with every message
    @Test
    void c5_a_protected_chat_is_skipped_until_it_is_open_again() {
        bot.watching(copying(S, A));
        telegram.protect(S);
        telegram.post(S, "secret");
        bot.settle();
        assertEquals(1, bot.stat("intake", "skipped_protected"));
        telegram.restore(S);
        telegram.post(S, "open");
        bot.awaitDelivered(A, 1);
        assertEquals(List.of("open"), texts(A));
    }

    // C5: aahnik/tgcf#363; the owner of each watch is told
    @Test
    void c5_each_owner_is_told_once_for_each_watch_of_his() {
        telegram.user(4712L, "other owner");
        bot.watching(copying(S, A), copying(S, B), "{owner: 4712, source: " + S + ", destination: " + C + "}");
        for (int i = 0; i < 3; i++) {
            telegram.draft(S).text("secret " + i).protectedContent().post();
        }
        bot.awaitDelivered(OWNER, 1);
        bot.awaitDelivered(4712L, 1);
        bot.advance(Duration.ofSeconds(20));
        assertEquals(1, texts(OWNER).size(), "what comes together is one message");
        assertTrue(
                texts(OWNER).getFirst().contains("protects its content: 2."),
                texts(OWNER).getFirst());
        assertTrue(texts(OWNER).getFirst().contains(S + " → " + A), texts(OWNER).getFirst());
        assertTrue(texts(OWNER).getFirst().contains(S + " → " + B), texts(OWNER).getFirst());
        assertEquals(1, texts(4712L).size());
    }

    // C5: "message can't be copied"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: message can't be copied",
                "Bad Request: message can't be forwarded",
                "Bad Request: CHAT_FORWARDS_RESTRICTED"
            })
    void c5_a_message_that_the_server_does_not_copy_is_a_dead_letter_at_once_and_the_chat_goes_on(String refusal) {
        bot.watching(copying(S, A), copying(S, B));
        telegram.on("copyMessage").chat(A).times(3).answer(Answer.error(400, refusal));
        for (int i = 1; i <= 4; i++) {
            telegram.post(S, "message " + i);
        }
        bot.awaitDelivered(A, 1);
        bot.awaitDelivered(B, 4);
        bot.awaitDelivered(OWNER, 1);
        bot.settle();
        bot.advance(Duration.ofMinutes(2));
        assertEquals(List.of("message 4"), texts(A));
        assertEquals(4, callsTo(A));
        assertEquals(1, bot.count(deadLetter(A, "MESSAGE_UNUSABLE") + ": " + refusal), "written once, counted below");
        assertEquals(3, bot.stat("queue", "dead_letters"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        assertEquals(1, texts(OWNER).size());
        assertTrue(texts(OWNER).getFirst().contains(refusal), texts(OWNER).getFirst());
    }

    // C5: the source was protected, or the message deleted, while it waited
    @Test
    void c5_what_happens_to_a_message_while_it_waits_is_found_when_it_is_sent() {
        bot.watching("{source: " + S + ", destination: " + A + ", delay: 10s}");
        Post gone = telegram.post(S, "deleted");
        telegram.post(S, "kept");
        bot.settle();
        telegram.delete(gone);
        bot.advance(Duration.ofSeconds(10));
        bot.awaitDelivered(A, 1);
        telegram.post(S, "protected");
        bot.settle();
        telegram.protect(S);
        bot.advance(Duration.ofSeconds(10));
        bot.settle();
        assertEquals(List.of("kept"), texts(A));
        assertEquals(2, bot.stat("queue", "dead_letters"));
        assertEquals(0, bot.stat("peer", "failed_peers"));
        bot.awaitLog(deadLetter(A, "MESSAGE_UNUSABLE") + ": Bad Request: message to copy not found");
        bot.awaitLog(deadLetter(A, "MESSAGE_UNUSABLE") + ": Bad Request: message can't be copied");
    }

    // C7: aahnik/tgcf#377
    @ParameterizedTest
    @EnumSource
    void c7_an_edit_of_a_message_never_seen_is_ignored(Way way) {
        bot.watching(way.watch);
        Post before = telegram.draft(S).text("from before the bot came").place();
        telegram.edit(before, "edited");
        bot.settle();
        bot.advance(Duration.ofMinutes(1));
        assertEquals(0, callsTo(A));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    // C7: aahnik/tgcf#377
    @ParameterizedTest
    @EnumSource
    void c7_an_edit_of_a_message_just_sent_is_not_sent_as_a_new_message(Way way) {
        bot.watching(way.watch);
        Post post = telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        telegram.edit(post, "edited");
        telegram.edit(post, "edited again");
        bot.settle();
        bot.advance(Duration.ofMinutes(1));
        assertEquals(1, callsTo(A));
        assertEquals(List.of("first"), texts(A));
    }

    // C7: an edit that lets a message pass the filters is no new message either
    @Test
    void c7_an_edit_that_would_pass_the_filters_now_is_not_sent() {
        bot.watching("{source: " + S + ", destination: " + A + ", whitelist: [news]}");
        telegram.edit(telegram.post(S, "rumours"), "news");
        telegram.edit(telegram.draft(S).photo().caption("rumours").post(), "news");
        bot.settle();
        bot.advance(Duration.ofMinutes(1));
        assertEquals(0, callsTo(A));
    }

    // C7: the edit comes before the message is sent: the message goes out once, as it then is
    @Test
    void c7_a_message_edited_while_it_waits_goes_out_once() {
        bot.watching("{source: " + S + ", destination: " + A + ", delay: 10s}");
        telegram.edit(telegram.post(S, "first"), "edited");
        bot.settle();
        bot.advance(Duration.ofSeconds(10));
        bot.awaitDelivered(A, 1);
        bot.advance(Duration.ofMinutes(1));
        assertEquals(List.of("edited"), texts(A));
    }
}
