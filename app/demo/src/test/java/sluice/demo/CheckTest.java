package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Draft;
import sluice.simulator.Simulator;

/** The judgement of the demo, on calls that this test makes in place of the bot. */
class CheckTest {

    private final DemoPlan plan = TrafficTest.plan(6, 120);
    private final Arrivals arrivals = new Arrivals(plan);
    private final Simulator simulator = Simulator.start();
    private final Map<Lane, Integer> sent = new HashMap<>();
    private final List<Item> items = new ArrayList<>();

    @BeforeEach
    void post() {
        simulator.user(DemoPlan.OWNER, "Owner");
        simulator.listen(arrivals);
        for (Lane lane : plan.lanes()) {
            simulator.channel(lane.source(), "source");
            IntStream.rangeClosed(1, lane.kind().hops())
                    .forEach(hop -> simulator.channel(lane.destination(hop), "destination"));
        }
        Traffic traffic = plan.traffic();
        while (traffic.hasNext()) {
            Item item = traffic.next();
            items.add(item);
            for (int id = item.firstId(); id <= item.lastId(); id++) {
                Draft draft = simulator.draft(item.lane().source()).photo();
                (item.isAlbum() ? draft.mediaGroup("g" + item.lane().number() + "-" + item.firstId()) : draft).post();
            }
        }
        items.removeIf(item -> !item.passes());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private void deliver(List<Item> all) {
        call("sendMessage", "\"chat_id\":" + DemoPlan.OWNER + ",\"text\":\"a chat cannot be used\"");
        all.forEach(this::deliver);
    }

    private void deliver(Item item) {
        Lane lane = item.lane();
        if (lane.kind().extracts()) {
            call("sendMessage", "\"chat_id\":" + lane.destination(1) + ",\"text\":\"#" + item.firstId() + "\"");
            return;
        }
        copy(lane.source(), lane.destination(1), item.firstId(), item.members());
        if (lane.kind().hops() == 2) {
            int before = sent.merge(lane, item.members(), Integer::sum) - item.members();
            copy(lane.destination(1), lane.destination(2), before + 1, item.members());
        }
    }

    private void copy(long from, long to, int firstId, int members) {
        String ids = IntStream.range(firstId, firstId + members)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String chats = "\"from_chat_id\":" + from + ",\"chat_id\":" + to;
        if (members == 1) {
            call("copyMessage", chats + ",\"message_id\":" + ids);
        } else {
            call("copyMessages", chats + ",\"message_ids\":[" + ids + "]");
        }
    }

    private void call(String method, String fields) {
        try {
            URI uri = URI.create(simulator.uri() + "/bot" + simulator.token() + "/" + method);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(("{" + fields + "}").getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(200, connection.getResponseCode(), method + " " + fields);
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private DemoVerdict verdict() {
        return Check.of(plan, simulator.ledger(), arrivals);
    }

    private int place(Kind kind, boolean album, int from) {
        return IntStream.range(from, items.size())
                .filter(i -> items.get(i).lane().kind() == kind && items.get(i).isAlbum() == album)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_good_when_all_arrived_in_order() {
        deliver(items);
        DemoVerdict verdict = verdict();
        assertTrue(verdict.isGood(), verdict.toString());
        assertEquals(plan.totals().expected(), verdict.delivered());
        assertEquals(List.of(), verdict.findings());
    }

    @Test
    void finds_a_message_that_never_came() {
        Item lost = items.remove(place(Kind.WHITELIST, false, 0));
        deliver(items);
        assertEquals(1, verdict().lost());
        String name = "lost: message " + lost.firstId() + " of " + lost.lane().source();
        assertTrue(verdict().findings().getFirst().startsWith(name), verdict().toString());
    }

    @Test
    void finds_an_extract_that_never_came() {
        items.remove(place(Kind.EXTRACT, false, 0));
        deliver(items);
        assertEquals(1, verdict().lost());
        assertFalse(verdict().isGood());
    }

    @Test
    void finds_an_extract_that_came_twice() {
        int place = place(Kind.EXTRACT, false, 0);
        items.add(place, items.get(place));
        deliver(items);
        assertEquals(1, verdict().doubled());
        assertEquals(0, verdict().unexpected());
    }

    @Test
    void finds_messages_out_of_order() {
        int first = place(Kind.COPY, false, 0);
        Collections.swap(items, first, place(Kind.COPY, false, first + 1));
        deliver(items);
        assertEquals(1, verdict().outOfOrder());
        assertEquals(0, verdict().lost());
    }

    @Test
    void finds_extracts_out_of_order() {
        int first = place(Kind.EXTRACT, false, 0);
        Collections.swap(items, first, place(Kind.EXTRACT, false, first + 1));
        deliver(items);
        assertEquals(1, verdict().outOfOrder());
    }

    @Test
    void finds_an_album_that_was_split() {
        Item album = items.get(place(Kind.KICKED, true, 0));
        call("sendMessage", "\"chat_id\":" + DemoPlan.OWNER + ",\"text\":\"a chat cannot be used\"");
        for (Item item : items) {
            if (item.equals(album)) {
                copy(item.lane().source(), item.lane().destination(1), item.firstId(), 1);
                copy(item.lane().source(), item.lane().destination(1), item.firstId() + 1, item.members() - 1);
            } else {
                deliver(item);
            }
        }
        assertEquals(1, verdict().splitAlbums());
        assertEquals(0, verdict().lost());
        assertFalse(verdict().isGood());
    }

    @Test
    void finds_a_message_that_should_have_been_filtered() {
        deliver(items);
        Traffic traffic = plan.traffic();
        Item filtered = traffic.next();
        while (filtered.passes() || filtered.lane().kind().extracts() || filtered.isAlbum()) {
            filtered = traffic.next();
        }
        deliver(filtered);
        assertEquals(1, verdict().unexpected());
        assertTrue(verdict().findings().getFirst().startsWith("not filtered: message " + filtered.firstId()));
    }

    @Test
    void finds_a_message_in_a_chat_where_nothing_should_come() {
        deliver(items);
        Lane lane = items.getFirst().lane();
        call("sendMessage", "\"chat_id\":" + lane.source() + ",\"text\":\"hello\"");
        assertEquals(1, verdict().unexpected());
    }

    @Test
    void finds_a_message_of_another_source() {
        deliver(items);
        copy(plan.lanes().get(1).source(), plan.lanes().get(3).destination(1), 1, 1);
        assertEquals(1, verdict().unexpected());
    }

    @Test
    void finds_that_the_owner_was_told_twice() {
        deliver(items);
        call("sendMessage", "\"chat_id\":" + DemoPlan.OWNER + ",\"text\":\"a chat cannot be used\"");
        assertEquals(1, verdict().unexpected());
    }

    @Test
    void tells_the_first_few_only() {
        assertFalse(verdict().isGood());
        assertEquals(Check.MOST_FINDINGS, verdict().findings().size());
        assertEquals(plan.totals().expected() + 1, verdict().lost());
    }
}
