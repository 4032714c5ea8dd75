package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PollingTest extends SimulatorTest {

    @Test
    void an_offset_confirms_everything_below_it_for_good() {
        simulator.post(SOURCE, "one");
        Post two = simulator.post(SOURCE, "two");
        assertEquals(2, updates().size());

        JsonNode left = updates("offset", two.updateId());

        assertEquals("two", left.get(0).at("/channel_post/text").asText());
        assertEquals(1, updates("offset", 0).size());
        assertEquals(1, simulator.pendingUpdates());
    }

    @Test
    void a_negative_offset_keeps_only_the_last_ones() {
        for (int i = 1; i <= 5; i++) {
            simulator.post(SOURCE, "text " + i);
        }

        JsonNode last = updates("offset", -2);

        assertEquals(2, last.size());
        assertEquals("text 4", last.get(0).at("/channel_post/text").asText());
        assertEquals(2, updates().size());
    }

    @Test
    void gives_at_most_the_limit_and_at_most_a_hundred() {
        for (int i = 0; i < 130; i++) {
            simulator.post(SOURCE, "text");
        }

        assertEquals(3, updates("limit", 3).size());
        assertEquals(100, updates().size());
        assertEquals(100, updates("limit", 1000).size());
    }

    @Test
    void a_long_poll_wakes_up_when_something_is_posted() {
        CompletableFuture<Client.Reply> poll = client.start("getUpdates", "timeout", 50);
        simulator.awaitPolls(1);
        assertFalse(poll.isDone());

        simulator.post(SOURCE, "news");

        assertEquals(1, poll.join().result().size());
    }

    @Test
    void a_second_poll_ends_the_first_with_409() {
        CompletableFuture<Client.Reply> first = client.start("getUpdates", "timeout", 50);
        simulator.awaitPolls(1);

        CompletableFuture<Client.Reply> second = client.start("getUpdates", "timeout", 50);

        Client.Reply ended = first.join();
        assertEquals(409, ended.status());
        assertEquals(
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                ended.description());
        simulator.awaitPolls(2);
        simulator.post(SOURCE, "for the second");
        assertEquals(1, second.join().result().size());
    }

    @Test
    void closing_answers_a_waiting_poll_with_nothing() {
        CompletableFuture<Client.Reply> poll = client.start("getUpdates", "timeout", 50);
        simulator.awaitPolls(1);

        simulator.close();

        assertEquals(0, poll.join().result().size());
    }

    @Test
    void updates_older_than_a_day_are_dropped() {
        simulator
                .draft(SOURCE)
                .text("too old")
                .age(Duration.ofHours(24).plusSeconds(1))
                .post();
        simulator.draft(SOURCE).text("old").age(Duration.ofHours(23)).post();
        simulator.post(SOURCE, "new");

        assertEquals(2, updates().size());
        clock.advance(Duration.ofHours(2));
        JsonNode left = updates();
        assertEquals(1, left.size());
        assertEquals("new", left.get(0).at("/channel_post/text").asText());
        assertEquals(1, simulator.pendingUpdates());
    }

    @Test
    void allowed_updates_are_remembered_and_hold_for_later_updates_only() {
        Post before = simulator.post(SOURCE, "before");
        updates("allowed_updates", List.of("message"));

        Post filtered = simulator.post(SOURCE, "filtered");
        Post wanted = simulator.post(GROUP, "wanted");

        assertEquals(-1, filtered.updateId());
        JsonNode all = updates();
        assertEquals(2, all.size());
        assertEquals(before.updateId(), all.get(0).get("update_id").asLong());
        assertEquals(wanted.updateId(), all.get(1).get("update_id").asLong());
    }

    @Test
    void a_webhook_forbids_polling_until_it_is_deleted() {
        simulator.post(SOURCE, "text");
        client.call("setWebhook", "url", "https://127.0.0.1/hook").result();
        assertEquals(409, client.call("getUpdates").status());

        assertTrue(client.call("deleteWebhook", "drop_pending_updates", true)
                .result()
                .asBoolean());

        assertEquals(0, updates().size());
    }

    @Test
    void polls_are_kept_with_their_offsets() {
        updates("offset", 7, "limit", 5);
        updates("offset", 9);

        assertEquals(
                List.of(7L, 9L), simulator.polls().stream().map(Poll::offset).toList());
        assertEquals(5, simulator.polls().getFirst().limit());
        assertEquals(2, simulator.count("getUpdates"));
    }

    @Test
    void a_raw_update_keeps_its_shape_and_gets_an_id() {
        long given = simulator.rawUpdate("{\"channel_post\":{\"message_id\":5034460976}}");
        simulator.rawUpdate("{\"update_id\":" + (given + 10) + ",\"message\":{\"text\":{\"x\":1}}}");
        Post next = simulator.post(SOURCE, "good");

        JsonNode all = updates();

        assertEquals(given, all.get(0).get("update_id").asLong());
        assertEquals(5034460976L, all.get(0).at("/channel_post/message_id").asLong());
        assertEquals(1, all.get(1).at("/message/text/x").asInt());
        assertEquals(given + 11, next.updateId());
    }

    @Test
    void a_flood_is_confirmed_piece_by_piece_and_in_turn() {
        simulator.post(SOURCE, "before");
        Flood flood = simulator.flood(List.of(SOURCE, GROUP), 1_000_001);
        simulator.post(SOURCE, "after");
        assertEquals(1_000_003, simulator.pendingUpdates());
        assertEquals(500_001, flood.count(SOURCE));
        assertEquals(500_000, flood.count(GROUP));

        JsonNode page = updates("limit", 4);
        long second = page.get(1).get("update_id").asLong();
        assertEquals("message 0", page.get(1).at("/channel_post/text").asText());
        assertEquals("message 1", page.get(2).at("/message/text").asText());
        assertEquals(
                flood.firstId(SOURCE) + 1,
                page.get(3).at("/channel_post/message_id").asLong());

        JsonNode last = updates("offset", second + 1_000_000);
        assertEquals(2, last.size());
        assertEquals(
                flood.lastId(SOURCE), last.get(0).at("/channel_post/message_id").asLong());
        assertEquals("after", last.get(1).at("/channel_post/text").asText());

        assertEquals(1, updates("offset", -1).size());
    }

    @Test
    void a_message_can_be_told_of_again() {
        Post post = simulator.post(SOURCE, "twice");
        Post again = simulator.redeliver(post);

        JsonNode all = updates();

        assertEquals(2, all.size());
        assertEquals(all.get(0).get("channel_post"), all.get(1).get("channel_post"));
        assertTrue(again.updateId() > post.updateId());
    }

    @Test
    void numbers_can_begin_anew_below_an_offset_from_before() {
        Post before = simulator.post(SOURCE, "before");
        assertEquals(0, updates("offset", before.updateId() + 1).size());
        simulator.restartUpdateIds(5);
        Post after = simulator.post(SOURCE, "after");
        assertEquals(5, after.updateId());
        assertEquals(1, updates().size());
        assertEquals(0, updates("offset", before.updateId() + 1).size(), "it confirms what is below it");
        assertEquals(6, simulator.post(SOURCE, "next").updateId());
    }
}
