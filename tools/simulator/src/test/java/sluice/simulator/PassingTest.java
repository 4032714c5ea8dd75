package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingTest extends SimulatorTest {

    private Client.Reply pass(String method, long from, long id) {
        return client.call(method, "chat_id", DESTINATION, "from_chat_id", from, "message_id", id);
    }

    private Client.Reply passAll(String method, List<Long> ids) {
        return client.call(method, "chat_id", DESTINATION, "from_chat_id", SOURCE, "message_ids", ids);
    }

    @Test
    void a_forward_shows_its_origin_and_a_copy_does_not() {
        Post post = simulator.post(SOURCE, "hello");

        var forward = pass("forwardMessage", SOURCE, post.messageId()).result();
        var copy = pass("copyMessage", SOURCE, post.messageId()).result();

        assertEquals("channel", forward.at("/forward_origin/type").asText());
        assertEquals(post.messageId(), forward.at("/forward_origin/message_id").asLong());
        assertEquals(1, copy.size());
        List<Delivered> delivered = simulator.delivered(DESTINATION);
        assertEquals(
                List.of(Via.FORWARDED, Via.COPIED),
                delivered.stream().map(Delivered::via).toList());
        assertEquals("hello", delivered.get(1).text());
        assertEquals(SOURCE, delivered.get(1).originChat());
        assertEquals(post.messageId(), delivered.get(1).originId());
        assertEquals(2, simulator.ledger().times(DESTINATION, SOURCE, post.messageId()));
    }

    @Test
    void a_copy_of_a_copy_knows_where_the_chain_began() {
        Post post = simulator.draft(SOURCE).text("hello").id(70).post();
        long inGroup = client.call(
                        "copyMessage", "chat_id", GROUP, "from_chat_id", SOURCE, "message_id", post.messageId())
                .result()
                .get("message_id")
                .asLong();

        pass("copyMessage", GROUP, inGroup).result();

        Delivered last = simulator.delivered(DESTINATION).getFirst();
        assertEquals(GROUP, last.sourceChat());
        assertEquals(inGroup, last.sourceId());
        assertEquals(SOURCE, last.originChat());
        assertEquals(post.messageId(), last.originId());
    }

    @Test
    void the_bots_own_posts_make_no_update() {
        Post post = simulator.post(SOURCE, "hello");
        pass("copyMessage", SOURCE, post.messageId()).result();
        client.call("sendMessage", "chat_id", GROUP, "text", "hi").result();

        assertEquals(1, updates().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forwardMessages", "copyMessages"})
    void an_album_stays_one_under_a_new_id(String method) {
        List<Long> ids = simulator.album(SOURCE, "g1", "first", "", "third").stream()
                .map(Post::messageId)
                .toList();

        assertEquals(3, passAll(method, ids).result().size());

        List<Delivered> delivered = simulator.delivered(DESTINATION);
        assertEquals(1, delivered.stream().map(Delivered::mediaGroup).distinct().count());
        assertNotEquals("g1", delivered.getFirst().mediaGroup());
        assertEquals("third", delivered.getLast().text());
        assertNull(delivered.get(1).text());
    }

    @Test
    void one_member_alone_is_no_album() {
        long id = simulator.album(SOURCE, "g1", "first", "second").getFirst().messageId();

        passAll("copyMessages", List.of(id)).result();

        assertNull(simulator.delivered(DESTINATION).getFirst().mediaGroup());
    }

    @Test
    void missing_members_are_skipped_until_none_is_left() {
        long id = simulator.post(SOURCE, "there").messageId();

        assertEquals(1, passAll("copyMessages", List.of(id, id + 5)).result().size());
        assertEquals(
                "Bad Request: there are no messages to copy",
                passAll("copyMessages", List.of(id + 5, id + 6)).description());
        assertEquals(
                "Bad Request: there are no messages to forward",
                passAll("forwardMessages", List.of(id + 5)).description());
    }

    @Test
    void takes_one_to_a_hundred_ids_in_rising_order() {
        long first = simulator.post(SOURCE, "one").messageId();
        for (int i = 0; i < 100; i++) {
            simulator.post(SOURCE, "more");
        }
        List<Long> hundred = LongStream.range(first, first + 100).boxed().toList();
        List<Long> more = LongStream.range(first, first + 101).boxed().toList();

        assertEquals(100, passAll("copyMessages", hundred).result().size());
        assertEquals(400, passAll("copyMessages", more).status());
        assertEquals(400, passAll("copyMessages", List.of()).status());
        assertEquals(
                "Bad Request: message identifiers must be in a strictly increasing order",
                passAll("copyMessages", List.of(first + 1, first)).description());
        assertEquals(400, passAll("copyMessages", List.of(first, first)).status());
    }

    @Test
    void a_missing_message_is_told_by_what_was_tried() {
        assertEquals(
                "Bad Request: message to copy not found",
                pass("copyMessage", SOURCE, 77).description());
        assertEquals(
                "Bad Request: message to forward not found",
                pass("forwardMessage", SOURCE, 77).description());
    }

    @Test
    void a_deleted_message_is_missing() {
        Post post = simulator.post(SOURCE, "gone");
        simulator.delete(post);

        assertEquals(400, pass("copyMessage", SOURCE, post.messageId()).status());
    }

    @Test
    void protected_content_goes_nowhere() {
        Post marked = simulator.draft(SOURCE).text("mine").protectedContent().post();
        assertTrue(updates().get(0).at("/channel_post/has_protected_content").asBoolean());
        assertEquals(
                "Bad Request: message can't be copied",
                pass("copyMessage", SOURCE, marked.messageId()).description());

        Post plain = simulator.post(SOURCE, "plain");
        simulator.protect(SOURCE);

        assertEquals(
                "Bad Request: message can't be forwarded",
                pass("forwardMessage", SOURCE, plain.messageId()).description());
        assertEquals(
                "Bad Request: message can't be copied",
                passAll("copyMessages", List.of(plain.messageId())).description());
        simulator.restore(SOURCE);
        pass("forwardMessage", SOURCE, plain.messageId()).result();
    }

    @Test
    void service_messages_and_a_quiz_without_its_answer_cannot_be_copied() {
        Post joined = simulator.draft(GROUP).newMember(USER).post();
        Post closed = simulator.draft(SOURCE).quiz("why?").post();
        Post open = simulator.draft(SOURCE).quiz("why?", 1).post();

        assertEquals(
                "Bad Request: message can't be copied",
                pass("copyMessage", GROUP, joined.messageId()).description());
        assertEquals(
                "Bad Request: message can't be copied",
                pass("copyMessage", SOURCE, closed.messageId()).description());
        pass("forwardMessage", SOURCE, closed.messageId()).result();
        pass("copyMessage", SOURCE, open.messageId()).result();
    }

    @Test
    void a_long_caption_is_copied_as_it_is_but_not_taken_when_given() {
        String caption = "c".repeat(2_000);
        Post post = simulator.draft(SOURCE).photo().caption(caption).post();

        pass("copyMessage", SOURCE, post.messageId()).result();
        assertEquals(caption, simulator.delivered(DESTINATION).getFirst().text());

        assertEquals(200, recaption(post, "c".repeat(1024)).status());
        assertEquals(
                "Bad Request: message caption is too long",
                recaption(post, "c".repeat(1025)).description());
    }

    private Client.Reply recaption(Post post, String caption) {
        return client.call(
                "copyMessage",
                "chat_id",
                DESTINATION,
                "from_chat_id",
                SOURCE,
                "message_id",
                post.messageId(),
                "caption",
                caption);
    }

    @Test
    void a_message_of_a_flood_can_be_forwarded() {
        Flood flood = simulator.flood(List.of(SOURCE), 1_000_000);

        pass("forwardMessage", SOURCE, flood.lastId(SOURCE)).result();

        assertEquals(
                "message 999999", simulator.delivered(DESTINATION).getFirst().text());
        assertEquals(
                400, pass("forwardMessage", SOURCE, flood.lastId(SOURCE) + 1).status());
    }

    @Test
    void only_so_many_messages_are_kept() {
        try (Simulator small = Simulator.start(SimulatorOptions.defaults().withKeepMessages(3));
                Client other = new Client(small)) {
            small.channel(SOURCE, "Source");
            for (int i = 0; i < 4; i++) {
                other.call("sendMessage", "chat_id", SOURCE, "text", "text " + i)
                        .result();
            }

            assertEquals(
                    List.of("text 1", "text 2", "text 3"),
                    small.awaitDelivered(SOURCE, 4).stream()
                            .map(Delivered::text)
                            .toList());
        }
    }
}
