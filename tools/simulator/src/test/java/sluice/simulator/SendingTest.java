package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest extends SimulatorTest {

    private Client.Reply send(Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "chat_id";
        all[1] = GROUP;
        System.arraycopy(more, 0, all, 2, more.length);
        return client.call("sendMessage", all);
    }

    @Test
    void a_text_has_1_to_4096_utf_16_units() {
        assertEquals("Bad Request: message text is empty", send("text", " ").description());
        assertEquals("Bad Request: message text is empty", send().description());
        assertEquals(200, send("text", "x".repeat(4094) + "😀").status());
        assertEquals(
                "Bad Request: message is too long",
                send("text", "x".repeat(4095) + "😀").description());
    }

    @Test
    void formatting_lies_within_the_text_and_cuts_no_character() {
        String bold = "[{\"type\":\"bold\",\"offset\":%d,\"length\":%d}]";
        assertEquals(200, send("text", "a😀", "entities", bold.formatted(1, 2)).status());
        assertEquals(400, send("text", "a😀", "entities", bold.formatted(1, 3)).status());
        assertEquals(400, send("text", "a😀", "entities", bold.formatted(0, 2)).status());
        assertEquals(400, send("text", "a😀", "entities", bold.formatted(2, 1)).status());
        assertEquals(400, send("text", "a😀", "entities", bold.formatted(-1, 1)).status());
        assertEquals(400, send("text", "a😀", "entities", bold.formatted(0, 0)).status());
    }

    @Test
    void a_keyboard_below_the_chat_lets_its_user_choose_a_chat_until_it_is_removed() {
        String asks = "{\"keyboard\":[[{\"text\":\"Choose\",\"request_chat\":{\"request_id\":3%s}}]]}";
        assertEquals(
                400,
                send("chat_id", USER, "text", "a", "reply_markup", asks.formatted(""))
                        .status());
        client.call(
                "sendMessage",
                "chat_id",
                USER,
                "text",
                "a",
                "reply_markup",
                asks.formatted(",\"chat_is_channel\":true"));
        assertEquals(List.of("Choose"), simulator.keyboard(USER));
        simulator.choose(USER, "Choose", SOURCE);
        JsonNode shared = updates().at("/0/message/chat_shared");
        assertEquals(3, shared.path("request_id").asInt());
        assertEquals(SOURCE, shared.path("chat_id").asLong());
        client.call("sendMessage", "chat_id", USER, "text", "b", "reply_markup", "{\"remove_keyboard\":true}");
        assertEquals(List.of(), simulator.keyboard(USER));
        assertThrows(IllegalArgumentException.class, () -> simulator.choose(USER, "Choose", SOURCE));
    }

    @Test
    void an_album_is_sent_of_files_by_their_ids() {
        simulator.draft(SOURCE).photo().post();
        String file = updates().at("/0/channel_post/photo/0/file_id").asText();
        String one = "{\"type\":\"photo\",\"media\":\"" + file + "\",\"caption\":\"one\"}";
        String two = "{\"type\":\"video\",\"media\":\"" + file + "\"}";
        String other = "{\"type\":\"document\",\"media\":\"" + file + "\"}";
        JsonNode sent = album(one, two).result();
        assertEquals(2, sent.size());
        assertEquals("one", sent.path(0).path("caption").asText());
        assertEquals(
                sent.path(0).path("media_group_id").asText(),
                sent.path(1).path("media_group_id").asText());
        assertEquals(400, album(one).status());
        assertEquals(400, album(one, other).status());
        assertEquals(400, album(one, two.replace(file, "nothing")).status());
        assertEquals(
                400,
                album(one.replace("\"one\"", '"' + "x".repeat(1025) + '"'), two).status());
    }

    private Client.Reply album(String... members) {
        return client.call("sendMediaGroup", "chat_id", DESTINATION, "media", "[" + String.join(",", members) + "]");
    }

    @Test
    void unknown_chats_and_shut_doors_are_told_apart() {
        simulator.group(-5, "Old group");
        simulator.user(43, "Bob");
        simulator.user(44, "Eve");
        simulator.kickSilently(GROUP);
        simulator.kickSilently(DESTINATION);
        simulator.kickSilently(-5);
        simulator.restrict(SOURCE);
        simulator.block(USER);
        simulator.deactivate(43);

        assertEquals("400 Bad Request: chat not found", refusal(-999));
        assertEquals("400 Bad Request: chat not found", refusal("@nobody"));
        assertEquals("400 Bad Request: chat_id is empty", refusal(""));
        assertEquals("403 Forbidden: bot was kicked from the supergroup chat", refusal(GROUP));
        assertEquals("403 Forbidden: bot was kicked from the channel chat", refusal(DESTINATION));
        assertEquals("403 Forbidden: bot was kicked from the group chat", refusal(-5));
        assertEquals("400 Bad Request: need administrator rights in the channel chat", refusal(SOURCE));
        assertEquals("403 Forbidden: bot was blocked by the user", refusal(USER));
        assertEquals("403 Forbidden: user is deactivated", refusal(43));
        client.call("leaveChat", "chat_id", GROUP);
        simulator.restore(GROUP);
        assertEquals(200, send("text", "back").status());
        client.call("leaveChat", "chat_id", GROUP).result();
        assertEquals("403 Forbidden: bot is not a member of the supergroup chat", refusal(GROUP));
    }

    private String refusal(Object chat) {
        Client.Reply reply = client.call("sendMessage", "chat_id", chat, "text", "hi");
        return reply.status() + " " + reply.description();
    }

    @Test
    void a_chat_can_be_named_by_its_username() {
        simulator.username(GROUP, "TheGroup");

        long id = client.call("sendMessage", "chat_id", "@thegroup", "text", "hi")
                .result()
                .at("/chat/id")
                .asLong();

        assertEquals(GROUP, id);
        assertEquals(GROUP, simulator.calls("sendMessage").getFirst().chat());
    }

    @Test
    void a_migrated_group_points_to_its_successor() {
        simulator.group(-5, "Old group");
        simulator.migrate(-5, -1005);

        Client.Reply reply = client.call("sendMessage", "chat_id", -5, "text", "hi");

        assertEquals("Bad Request: group chat was upgraded to a supergroup chat", reply.description());
        assertEquals(-1005, reply.body().at("/parameters/migrate_to_chat_id").asLong());
        client.call("sendMessage", "chat_id", -1005, "text", "hi").result();
        JsonNode all = updates();
        assertEquals(-1005, all.get(0).at("/message/migrate_to_chat_id").asLong());
        assertEquals(-5, all.get(1).at("/message/migrate_from_chat_id").asLong());
    }

    @Test
    void threads_and_answered_messages_must_be_there() {
        assertEquals(
                "Bad Request: message thread not found",
                send("text", "hi", "message_thread_id", 7).description());
        simulator.topic(GROUP, 7);
        assertEquals(
                7,
                send("text", "hi", "message_thread_id", 7)
                        .result()
                        .get("message_thread_id")
                        .asInt());

        String reply = "{\"message_id\":999}";
        assertEquals(
                "Bad Request: message to be replied not found",
                send("text", "hi", "reply_parameters", reply).description());
        String optional = "{\"message_id\":999,\"allow_sending_without_reply\":true}";
        assertEquals(200, send("text", "hi", "reply_parameters", optional).status());
        Post post = simulator.post(GROUP, "question");
        send("text", "answer", "reply_parameters", "{\"message_id\":" + post.messageId() + "}")
                .result();
        assertEquals(post.messageId(), simulator.delivered(GROUP).getLast().replyTo());
    }

    @Test
    void button_data_has_at_most_64_bytes() {
        assertEquals(
                200,
                send("text", "hi", "reply_markup", keyboard("x".repeat(64))).status());
        assertEquals(
                "Bad Request: BUTTON_DATA_INVALID",
                send("text", "hi", "reply_markup", keyboard("x".repeat(65))).description());
        assertEquals(
                "64bytes",
                send("text", "hi", "reply_markup", keyboard("64bytes"))
                        .result()
                        .at("/reply_markup/inline_keyboard/0/0/callback_data")
                        .asText());
    }

    private static String keyboard(String data) {
        return "{\"inline_keyboard\":[[{\"text\":\"press\",\"callback_data\":\"" + data + "\"}]]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTML|<b>bold</b> &lt;3|bold <3|bold",
                "HTML|<a href=\"https://example.org\">link</a>|link|text_link",
                "MarkdownV2|*bold* \\.|bold .|bold",
                "MarkdownV2|`a.b`|a.b|code",
                "MarkdownV2|[text](https://example.org)|text|text_link",
                "Markdown|_slanted_.|slanted.|italic"
            })
    void markup_becomes_entities(String mode, String source, String text, String entity) {
        JsonNode message = send("text", source, "parse_mode", mode).result();

        assertEquals(text, message.get("text").asText());
        assertEquals(entity, message.at("/entities/0/type").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTML|<b>open",
                "HTML|<b>a</i>",
                "HTML|a</b>",
                "HTML|<x>a</x>",
                "HTML|a <b",
                "MarkdownV2|*open",
                "MarkdownV2|full stop.",
                "Markdown|_open"
            })
    void unbalanced_markup_is_refused(String mode, String source) {
        Client.Reply reply = send("text", source, "parse_mode", mode);

        assertEquals(400, reply.status());
        assertTrue(reply.description().startsWith("Bad Request: can't parse entities: "), reply.description());
    }

    @Test
    void messages_of_the_bot_can_be_edited_and_deleted() {
        long id = send("text", "first").result().get("message_id").asLong();

        assertEquals("second", edit(id, "second").result().get("text").asText());
        assertTrue(edit(id, "second").description().startsWith("Bad Request: message is not modified"));
        assertEquals("second", simulator.delivered(GROUP).getFirst().text());
        client.call("editMessageReplyMarkup", "chat_id", GROUP, "message_id", id, "reply_markup", keyboard("x"))
                .result();
        assertEquals(
                "Bad Request: there is no caption in the message to edit",
                client.call("editMessageCaption", "chat_id", GROUP, "message_id", id, "caption", "x")
                        .description());
        client.call("deleteMessage", "chat_id", GROUP, "message_id", id).result();
        assertEquals(0, simulator.delivered(GROUP).size());
        assertEquals("Bad Request: message to edit not found", edit(id, "third").description());
        Post post = simulator.post(GROUP, "by somebody");
        assertEquals(
                "Bad Request: message can't be edited",
                edit(post.messageId(), "x").description());
    }

    private Client.Reply edit(long id, String text) {
        return client.call("editMessageText", "chat_id", GROUP, "message_id", id, "text", text);
    }

    @Test
    void a_button_press_is_answered_once() {
        long id = client.call("sendMessage", "chat_id", USER, "text", "menu", "reply_markup", keyboard("go"))
                .result()
                .get("message_id")
                .asLong();
        String query = simulator.callback(USER, id, "go");

        JsonNode update = updates().get(0).get("callback_query");

        assertEquals("go", update.get("data").asText());
        assertEquals(id, update.at("/message/message_id").asLong());
        client.call("answerCallbackQuery", "callback_query_id", query).result();
        assertEquals(
                400,
                client.call("answerCallbackQuery", "callback_query_id", query).status());
    }

    @Test
    void a_user_taps_what_stands_there_now() {
        simulator.language(USER, "zh-hans");
        long id = client.call("sendMessage", "chat_id", USER, "text", "menu", "reply_markup", keyboard("go"))
                .result()
                .get("message_id")
                .asLong();
        assertEquals(
                List.of(List.of("press")), simulator.delivered(USER).getFirst().buttons());
        simulator.tap(USER, id, "press");
        JsonNode update = updates().get(0).get("callback_query");
        assertEquals("go", update.get("data").asText());
        assertEquals("zh-hans", update.at("/from/language_code").asText());

        String other = "{\"inline_keyboard\":[[{\"text\":\"other\",\"callback_data\":\"on\"}]]}";
        client.call("editMessageText", "chat_id", USER, "message_id", id, "text", "more", "reply_markup", other);
        assertEquals(
                List.of(List.of("other")), simulator.delivered(USER).getFirst().buttons());
        assertThrows(IllegalArgumentException.class, () -> simulator.tap(USER, id, "press"));
    }

    @Test
    void keyboards_have_their_limits() {
        assertEquals(200, send("text", "hi", "reply_markup", keyboard(12, 8)).status());
        assertEquals(
                "Bad Request: reply markup is too long",
                send("text", "hi", "reply_markup", keyboard(13, 8)).description());
        assertEquals(
                "Bad Request: reply markup is too long",
                send("text", "hi", "reply_markup", keyboard(1, 9)).description());
        assertEquals(
                "Bad Request: BUTTON_DATA_INVALID",
                send("text", "hi", "reply_markup", keyboard("")).description());
        assertEquals(
                "Bad Request: BUTTON_DATA_INVALID",
                send("text", "hi", "reply_markup", keyboard("é".repeat(33))).description());
        assertEquals(
                "Bad Request: text buttons are unallowed in the inline keyboard",
                send("text", "hi", "reply_markup", "{\"inline_keyboard\":[[{\"text\":\"x\"}]]}")
                        .description());
    }

    private static String keyboard(int rows, int buttons) {
        String row =
                "[" + String.join(",", Collections.nCopies(buttons, "{\"text\":\"x\",\"callback_data\":\"x\"}")) + "]";
        return "{\"inline_keyboard\":[" + String.join(",", Collections.nCopies(rows, row)) + "]}";
    }

    @Test
    void an_answer_to_a_tap_has_at_most_200_units() {
        long id = client.call("sendMessage", "chat_id", USER, "text", "menu", "reply_markup", keyboard("go"))
                .result()
                .get("message_id")
                .asLong();
        String query = simulator.tap(USER, id, "press");
        assertEquals(
                400,
                client.call("answerCallbackQuery", "callback_query_id", query, "text", "x".repeat(201))
                        .status());
        assertEquals(
                200,
                client.call("answerCallbackQuery", "callback_query_id", query, "text", "x".repeat(200))
                        .status());
    }

    @Test
    void commands_are_kept_by_language() {
        String commands = "[{\"command\":\"help\",\"description\":\"%s\"}]";
        assertNull(simulator.commands(""));
        client.call("setMyCommands", "commands", commands.formatted("what I can do"));
        client.call("setMyCommands", "commands", commands.formatted("帮助"), "language_code", "zh");
        assertEquals(
                "what I can do", simulator.commands("").at("/0/description").asText());
        assertEquals("帮助", simulator.commands("zh").at("/0/description").asText());
        assertEquals(
                400,
                client.call("setMyCommands", "commands", commands.formatted("x"), "language_code", "zh-hans")
                        .status());
        assertEquals(
                "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
                client.call("setMyCommands", "commands", commands.formatted("x".repeat(257)))
                        .description());
    }

    @Test
    void rates_are_limited_by_chat_by_group_and_in_all() {
        simulator.limitRates(1, 3, 0);
        assertEquals(200, send("text", "a").status());
        Client.Reply refused = send("text", "b");
        assertEquals(429, refused.status());
        assertEquals(1, refused.body().at("/parameters/retry_after").asInt());
        assertEquals(
                200, client.call("sendMessage", "chat_id", USER, "text", "a").status());
        for (int i = 0; i < 2; i++) {
            nanos.addAndGet(1_000_000_000L);
            assertEquals(200, send("text", "c").status());
        }
        nanos.addAndGet(1_000_000_000L);
        assertEquals(57, send("text", "d").body().at("/parameters/retry_after").asInt());
        simulator.limitRates(0, 0, 1);
        assertEquals(200, send("text", "e").status());
        assertEquals(
                429, client.call("sendMessage", "chat_id", USER, "text", "f").status());
    }
}
