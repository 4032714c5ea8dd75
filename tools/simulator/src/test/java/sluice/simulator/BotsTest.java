package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.server.CertificateAuthority;

class BotsTest extends SimulatorTest {
    private Simulator further;
    private Client other;

    @BeforeEach
    void addBot() {
        further = simulator.addBot(SimulatorOptions.madeUpToken(1));
        further.channel(SOURCE, "Source");
        other = client.on(further);
    }

    @Test
    void posts_and_calls_in_a_chat_of_the_same_id_are_those_of_one_bot() {
        simulator.post(SOURCE, "for the first");
        Post post = further.post(SOURCE, "for the other");
        other.call("sendMessage", "chat_id", SOURCE, "text", "by the other").result();
        other.call("forwardMessage", "chat_id", SOURCE, "from_chat_id", SOURCE, "message_id", post.messageId())
                .result();

        assertEquals("for the first", text(updates()));
        assertEquals("for the other", text(other.call("getUpdates").result()));
        assertEquals(List.of(), simulator.calls());
        assertEquals(List.of(), simulator.delivered(SOURCE));
        assertEquals(0, simulator.ledger().arrived());
        assertEquals(2, further.calls().size());
        assertEquals(2, further.delivered(SOURCE).size());
        assertEquals(1, further.ledger().arrived());
        assertEquals(
                400, other.call("sendMessage", "chat_id", GROUP, "text", "hi").status(), "a chat of the first alone");
    }

    private static String text(JsonNode updates) {
        assertEquals(1, updates.size(), updates.toString());
        return updates.get(0).at("/channel_post/text").asText();
    }

    @Test
    void each_bot_has_its_own_id_and_name() {
        JsonNode me = other.call("getMe").result();

        assertEquals(1_000_000_001, me.get("id").asLong());
        assertEquals("simulated_1000000001_bot", me.get("username").asText());
        assertEquals(
                "sluice_simulated_bot",
                client.call("getMe").result().get("username").asText());
    }

    @Test
    void polls_of_two_bots_do_not_end_each_other() {
        CompletableFuture<Client.Reply> one = client.start("getUpdates", "timeout", 50);
        CompletableFuture<Client.Reply> two = other.start("getUpdates", "timeout", 50);
        simulator.awaitPolls(1);
        further.awaitPolls(1);

        simulator.post(SOURCE, "one");
        further.post(SOURCE, "two");

        assertEquals("one", text(one.join().result()));
        assertEquals("two", text(two.join().result()));
    }

    @Test
    void faults_and_limits_of_one_bot_leave_the_other_alone() {
        further.onAny().always().answer(Answer.error(500, "Internal Server Error"));
        assertEquals(500, other.call("getMe").status());
        assertEquals(200, client.call("getMe").status());
        further.clearFaults();
        simulator.limitRates(0, 0, 1);
        simulator.onAny().always().answer(Answer.error(502, "Bad Gateway"));
        assertEquals(502, client.call("getMe").status());
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    200,
                    other.call("sendMessage", "chat_id", SOURCE, "text", "x").status());
        }
    }

    @Test
    void a_closed_bot_answers_its_poll_and_its_token_is_unknown() {
        CompletableFuture<Client.Reply> poll = other.start("getUpdates", "timeout", 50);
        further.awaitPolls(1);

        further.close();

        assertEquals(0, poll.join().result().size());
        Client.Reply refused = other.call("getMe");
        assertEquals(401, refused.status());
        assertEquals("Unauthorized", refused.description());
        assertEquals(0, further.count("getMe"));
        assertEquals(200, client.call("getMe").status());
        try (Simulator again = simulator.addBot(further.token())) {
            assertEquals(200, other.call("getMe").status());
            assertEquals(1, again.count("getMe"));
        }
    }

    @Test
    void closing_the_first_ends_all() {
        CompletableFuture<Client.Reply> poll = other.start("getUpdates", "timeout", 50);
        further.awaitPolls(1);

        simulator.close();

        assertEquals(0, poll.join().result().size());
        assertThrows(UncheckedIOException.class, () -> other.call("getMe"));
    }

    @Test
    void a_token_that_a_bot_has_is_refused_and_not_shown() {
        for (String taken : List.of(simulator.token(), further.token())) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> further.addBot(taken));
            assertFalse(refusal.getMessage().contains(taken.substring(taken.indexOf(':'))), refusal.getMessage());
        }
        assertEquals(200, other.call("getMe").status());
        assertEquals("Simulator[" + simulator.uri() + "]", further.toString());
    }

    @Test
    void made_up_tokens_are_valid_and_always_the_same() {
        assertEquals("1000000007:AAF4kE-t0kEn_0f-Simulated0000000007", SimulatorOptions.madeUpToken(7));
        SimulatorOptions.defaults().withToken(SimulatorOptions.madeUpToken(0));
        SimulatorOptions.defaults().withToken(SimulatorOptions.madeUpToken(Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> SimulatorOptions.madeUpToken(-1));
    }

    @Test
    @Timeout(120)
    void a_thousand_bots_poll_at_once_over_https_without_a_thread_each(@TempDir Path dir) {
        CertificateAuthority authority = CertificateAuthority.create(dir);
        var options = SimulatorOptions.defaults().withTls(authority.issue().context());
        try (Simulator host = Simulator.start(options);
                Client first = new Client(host, authority.clientContext())) {
            List<Simulator> bots = new ArrayList<>();
            List<CompletableFuture<Client.Reply>> polls = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Simulator bot = host.addBot(SimulatorOptions.madeUpToken(i));
                bot.channel(SOURCE, "Source");
                bots.add(bot);
                polls.add(first.on(bot).start("getUpdates", "timeout", 50));
            }
            bots.forEach(bot -> bot.awaitPolls(1));
            int platformThreads = Thread.getAllStackTraces().size();
            assertTrue(platformThreads < 100, platformThreads + " threads");

            for (int i = 0; i < bots.size(); i++) {
                bots.get(i).post(SOURCE, "for " + i);
            }

            for (int i = 0; i < bots.size(); i++) {
                assertEquals("for " + i, text(polls.get(i).join().result()));
            }
        }
    }
}
