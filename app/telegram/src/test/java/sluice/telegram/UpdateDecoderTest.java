package sluice.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.MediaType;
import sluice.simulator.RandomUpdates;
import sluice.telegram.model.Message;
import sluice.telegram.model.Origin;
import sluice.telegram.model.Person;
import sluice.telegram.model.Update;

class UpdateDecoderTest {

    private static final int RANDOM_UPDATES = 5_000;

    private static Update decode(String json) throws JsonProcessingException {
        return UpdateDecoder.decode(TelegramJson.MAPPER.readTree(json));
    }

    private static Message post(String fields) throws JsonProcessingException {
        return assertInstanceOf(
                        Update.Posted.class,
                        decode("{\"update_id\":1,\"channel_post\":{\"message_id\":5,\"date\":1,"
                                + "\"chat\":{\"id\":-1,\"type\":\"channel\",\"title\":\"T\"}," + fields + "}}"))
                .message();
    }

    /** Each of these makes the library fail, and with it the whole batch, or could. */
    static Stream<String> awkward() {
        return Stream.of(
                "\"date\":0",
                "\"from\":{\"id\":5}",
                "\"from\":{\"id\":99999999999999999999,\"is_bot\":false,\"first_name\":\"x\"}",
                "\"from\":7",
                "\"sender_chat\":{\"id\":-5}",
                "\"sender_chat\":{\"id\":\"x\",\"type\":[]}",
                "\"entities\":[{\"type\":\"new\",\"offset\":99999999999,\"length\":-1}]",
                "\"entities\":{}",
                "\"entities\":" + "[".repeat(5_000) + "]".repeat(5_000),
                "\"reply_to_message\":{\"message_id\":5034460976,\"chat\":7}",
                "\"reply_to_message\":{\"date\":0}",
                "\"forward_origin\":{\"type\":\"telepathy\"}",
                "\"forward_origin\":{\"type\":\"channel\",\"chat\":{\"id\":-5}}",
                "\"forward_origin\":[1]",
                "\"video\":{\"duration\":\"long\",\"thumbnail\":7}",
                "\"photo\":[7]",
                "\"poll\":{\"options\":\"none\"}",
                "\"rich_message\":{\"blocks\":[[{}],7]}",
                "\"pinned_message\":{\"date\":0,\"message_id\":99999999999}",
                "\"author_signature\":5",
                "\"has_media_spoiler\":\"yes\"",
                "\"quote\":[[[1]]]",
                "\"external_reply\":{\"origin\":{\"type\":7}}",
                "\"something_of_a_later_bot_api\":{\"x\":NaN}");
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void what_cannot_be_read_and_decides_nothing_is_taken_out(String field) throws JsonProcessingException {
        Message message = post("\"text\":\"kept\"," + field);
        assertEquals("kept", message.text());
        assertEquals(5, message.id());
        assertEquals(-1, message.chatId());
    }

    @Test
    void a_part_is_taken_out_and_its_neighbours_stay() throws JsonProcessingException {
        Message message = post("\"text\":\"t\",\"from\":7,\"author_signature\":\"signed\","
                + "\"sender_chat\":{\"id\":-9,\"type\":\"channel\",\"title\":5,\"username\":\"name\"}");
        assertEquals("signed", message.details().sender().signature());
        assertEquals(-9, message.details().sender().chatId());
        assertEquals("name", message.details().sender().username());
    }

    @Test
    void the_kind_of_content_is_known_though_its_file_cannot_be_read() throws JsonProcessingException {
        assertEquals(
                MediaType.VIDEO, post("\"video\":{\"file_id\":[]}").details().media());
    }

    private static Optional<Update.Added> added(String chat, String before, String now) throws JsonProcessingException {
        String user = "\"user\":{\"id\":9,\"is_bot\":true,\"first_name\":\"b\"}";
        return assertInstanceOf(
                        Update.Membership.class,
                        decode("{\"update_id\":1,\"my_chat_member\":{\"date\":1,\"chat\":{\"id\":-5,\"type\":\"" + chat
                                + "\",\"title\":\"T\"},\"from\":{\"id\":7,\"is_bot\":false,\"first_name\":\"x\","
                                + "\"language_code\":\"zh\"},\"old_chat_member\":{\"status\":\"" + before + "\"," + user
                                + "},\"new_chat_member\":{\"status\":\"" + now + "\"," + user + "}}}"))
                .added();
    }

    @Test
    void the_bot_is_added_where_it_gets_posts_from_now_on() throws JsonProcessingException {
        Optional<Update.Added> added = Optional.of(new Update.Added(new Person(7, "zh"), -5, "T"));
        assertEquals(added, added("channel", "left", "administrator"));
        assertEquals(added, added("channel", "member", "administrator"));
        assertEquals(added, added("supergroup", "kicked", "member"));
        assertEquals(Optional.empty(), added("supergroup", "member", "administrator"));
        assertEquals(Optional.empty(), added("channel", "administrator", "administrator"));
        assertEquals(Optional.empty(), added("channel", "administrator", "kicked"));
        assertEquals(Optional.empty(), added("private", "kicked", "member"));
        assertEquals(Optional.empty(), added("supergroup", "telepathic", "member"));
    }

    @Test
    void a_chat_that_was_chosen_from_the_list_is_the_origin() throws JsonProcessingException {
        String written = "{\"update_id\":1,\"message\":{\"message_id\":5,\"date\":1,\"chat\":{\"id\":7,\"type\":"
                + "\"private\"},\"chat_shared\":{\"request_id\":1,\"chat_id\":%s,\"title\":\"T\"}}}";
        assertEquals(
                Optional.of(new Origin(-1001234567890L, "T", 0)),
                assertInstanceOf(Update.Written.class, decode(written.formatted("-1001234567890")))
                        .origin());
        assertEquals(
                Optional.empty(),
                assertInstanceOf(Update.Written.class, decode(written.formatted("\"x\"")))
                        .origin());
    }

    @Test
    void random_updates_by_the_schema_are_all_read() {
        RandomUpdates random =
                new RandomUpdates(20260701, org.telegram.telegrambots.meta.api.objects.message.Message.class);
        for (long id = 1; id <= RANDOM_UPDATES; id++) {
            JsonNode update = random.next(id);
            String json = update.toString();
            Update read = UpdateDecoder.decode(update);
            assertNotEquals(Update.Undecodable.class, read.getClass(), () -> read + " of " + json);
            assertNotEquals(Update.Ignored.class, read.getClass(), () -> json);
            assertEquals(id, read.id());
        }
    }
}
