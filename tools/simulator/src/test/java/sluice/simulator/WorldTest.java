package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorldTest extends SimulatorTest {

    @Test
    void posts_have_the_shape_of_their_chat() {
        simulator.post(SOURCE, "in a channel");
        simulator.draft(GROUP).text("in a group").from(USER).post();
        simulator.post(USER, "/start now");

        JsonNode all = updates();

        assertEquals(SOURCE, all.get(0).at("/channel_post/sender_chat/id").asLong());
        assertFalse(all.get(0).get("channel_post").has("from"));
        assertEquals("Ada", all.get(1).at("/message/from/first_name").asText());
        assertEquals("supergroup", all.get(1).at("/message/chat/type").asText());
        assertEquals(USER, all.get(2).at("/message/from/id").asLong());
        assertEquals("bot_command", all.get(2).at("/message/entities/0/type").asText());
        assertEquals(6, all.get(2).at("/message/entities/0/length").asInt());
    }

    @Test
    void a_draft_says_what_it_was_told_to() {
        Post first = simulator.post(GROUP, "first");
        Post draft = simulator
                .draft(GROUP)
                .video()
                .caption("see #this")
                .entities("[{\"type\":\"hashtag\",\"offset\":4,\"length\":5}]")
                .mediaGroup("g9")
                .replyTo(first.messageId())
                .thread(3)
                .id(500)
                .age(Duration.ofMinutes(10))
                .forwardOf(simulator.draft(SOURCE).text("original").place())
                .post();

        JsonNode message = updates().get(1).get("message");

        assertEquals(500, draft.messageId());
        assertEquals("see #this", message.get("caption").asText());
        assertEquals("hashtag", message.at("/caption_entities/0/type").asText());
        assertEquals("g9", message.get("media_group_id").asText());
        assertEquals("first", message.at("/reply_to_message/text").asText());
        assertEquals(3, message.get("message_thread_id").asInt());
        assertEquals(SOURCE, message.at("/forward_origin/chat/id").asLong());
        assertEquals(clock.instant().getEpochSecond() - 600, message.get("date").asLong());
        assertEquals(501, simulator.post(GROUP, "next").messageId());
    }

    @Test
    void ids_may_come_again_and_out_of_order() {
        simulator.draft(SOURCE).text("13").id(13).post();
        simulator.draft(SOURCE).text("11").id(11).post();
        simulator.draft(SOURCE).text("11 again").id(11).post();

        JsonNode all = updates();

        assertEquals(13, all.get(0).at("/channel_post/message_id").asInt());
        assertEquals(11, all.get(1).at("/channel_post/message_id").asInt());
        assertEquals(11, all.get(2).at("/channel_post/message_id").asInt());
    }

    @Test
    void service_messages_carry_their_field() {
        Post pinned = simulator.post(GROUP, "pin me");
        simulator.draft(GROUP).pinned(pinned).post();
        simulator.draft(GROUP).leftMember(USER).post();
        simulator.draft(GROUP).newTitle("Renamed").post();
        simulator.draft(GROUP).service("delete_chat_photo", "true").post();

        JsonNode all = updates();

        assertEquals("pin me", all.get(1).at("/message/pinned_message/text").asText());
        assertEquals(USER, all.get(2).at("/message/left_chat_member/id").asLong());
        assertEquals("Renamed", all.get(3).at("/message/new_chat_title").asText());
        assertTrue(all.get(4).at("/message/delete_chat_photo").asBoolean());
    }

    @Test
    void an_edit_is_told_of_as_one() {
        Post text = simulator.post(SOURCE, "before");
        Post media = simulator.draft(GROUP).photo().caption("before").post();
        simulator.edit(text, "after");
        simulator.edit(media, "after");

        JsonNode all = updates();

        assertEquals("after", all.get(2).at("/edited_channel_post/text").asText());
        assertTrue(all.get(2).at("/edited_channel_post").has("edit_date"));
        assertEquals("after", all.get(3).at("/edited_message/caption").asText());
    }

    @Test
    void being_thrown_out_and_taken_back_is_told() {
        simulator.kick(GROUP);
        assertEquals(-1, simulator.post(GROUP, "unheard").updateId());
        simulator.restore(GROUP);

        JsonNode all = updates();

        assertEquals(2, all.size());
        assertEquals(
                "administrator",
                all.get(0).at("/my_chat_member/old_chat_member/status").asText());
        assertEquals(
                "kicked",
                all.get(0).at("/my_chat_member/new_chat_member/status").asText());
        assertEquals(
                "administrator",
                all.get(1).at("/my_chat_member/new_chat_member/status").asText());
        assertEquals(
                "administrator",
                client.call("getChatMember", "chat_id", GROUP, "user_id", 123456789)
                        .result()
                        .get("status")
                        .asText());
    }

    @Test
    void the_bot_knows_itself_and_its_chats() {
        assertTrue(client.call("getMe").result().get("is_bot").asBoolean());
        assertEquals(123456789, client.call("GETME").result().get("id").asLong());
        assertEquals(
                "Group",
                client.call("getChat", "chat_id", GROUP).result().get("title").asText());
        assertEquals(1, simulator.calls("getChat").size());
        assertEquals(2, simulator.count("getMe"));
    }

    @Test
    void a_chat_that_was_not_made_is_a_mistake_in_the_test() {
        assertThrows(IllegalArgumentException.class, () -> simulator.post(-1, "nowhere"));
        assertThrows(IllegalArgumentException.class, () -> simulator.channel(5, "positive"));
        assertThrows(IllegalArgumentException.class, () -> simulator.user(-5, "negative"));
    }

    @Test
    void waiting_in_vain_tells_what_did_arrive() {
        client.call("getMe").result();

        AssertionError error = assertThrows(
                AssertionError.class, () -> simulator.await("a miracle", Duration.ofMillis(1), () -> false));

        assertTrue(error.getMessage().contains("a miracle"), error.getMessage());
        assertTrue(error.getMessage().contains("getMe=1"), error.getMessage());
    }

    @Test
    void the_token_is_in_no_text() {
        assertFalse(simulator.toString().contains(simulator.token()));
        assertFalse(SimulatorOptions.defaults().toString().contains(simulator.token()));
        client.call("getMe").result();
        assertFalse(simulator.calls().toString().contains(simulator.token()));
    }
}
