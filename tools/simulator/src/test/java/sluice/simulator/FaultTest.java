package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FaultTest extends SimulatorTest {

    private Client.Reply send(long chat) {
        return client.call("sendMessage", "chat_id", chat, "text", "hi");
    }

    /** Everything that comes back until the connection ends. */
    private String rawSend() throws IOException {
        try (Socket socket = open()) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort());
        socket.setSoTimeout(20_000);
        String request = "GET /bot" + simulator.token() + "/sendMessage?chat_id=" + GROUP
                + "&text=hi HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int delivered() {
        return simulator.delivered(GROUP).size();
    }

    @Test
    void a_flood_wait_is_not_applied_and_says_how_long() {
        simulator.on("sendMessage").answer(Answer.floodWait(7));

        Client.Reply reply = send(GROUP);

        assertEquals(429, reply.status());
        assertEquals("Too Many Requests: retry after 7", reply.description());
        assertEquals(7, reply.body().at("/parameters/retry_after").asInt());
        assertEquals(0, delivered());
        assertEquals(200, send(GROUP).status());
        assertEquals(429, simulator.calls().getFirst().code());
        assertFalse(simulator.calls().getFirst().applied());
        assertTrue(simulator.calls().getLast().applied());
    }

    @Test
    void refusals_have_the_shape_of_the_bot_api() {
        simulator
                .onAny()
                .answer(
                        Answer.floodWaitWithoutParameters(),
                        Answer.error(403, "Forbidden: bot was kicked from the supergroup chat"),
                        Answer.migrateTo(-1009));

        assertFalse(send(GROUP).body().has("parameters"));
        assertEquals(403, send(GROUP).body().get("error_code").asInt());
        assertEquals(
                -1009, send(GROUP).body().at("/parameters/migrate_to_chat_id").asLong());
        assertEquals(200, send(GROUP).status());
    }

    @Test
    void rules_are_chosen_by_method_chat_parameters_and_order() {
        Fault always = simulator.on("sendmessage").chat(GROUP).always().answer(Answer.error(500, "second rule"));
        simulator.on("sendMessage").chat(GROUP).answer(Answer.error(501, "not before the first is removed"));
        simulator.on("sendMessage").chat(USER).skip(1).times(2).answer(Answer.error(502, "third rule"));
        simulator
                .on("sendMessage")
                .matching(p -> p.path("text").asText().equals("special"))
                .answer(Answer.error(400, "fourth rule"));

        assertEquals(500, send(GROUP).status());
        assertEquals(500, send(GROUP).status());
        assertEquals(200, send(USER).status());
        assertEquals(502, send(USER).status());
        assertEquals(502, send(USER).status());
        assertEquals(200, send(USER).status());
        assertEquals(
                "fourth rule",
                client.call("sendMessage", "chat_id", USER, "text", "special").description());
        assertEquals(2, always.used());
        always.remove();
        assertEquals(501, send(GROUP).status());
        assertEquals(200, send(GROUP).status());
    }

    @Test
    void a_sequence_is_gone_through_as_often_as_said() {
        simulator.on("sendMessage").times(2).answer(Answer.error(500, "x"), Answer.normal());

        for (int status : new int[] {500, 200, 500, 200, 200}) {
            assertEquals(status, send(GROUP).status());
        }
    }

    @Test
    void hanging_never_answers_and_applies_only_if_said() throws IOException {
        simulator.on("sendMessage").answer(Answer.hang(), Answer.hangAfterApplying());

        try (Socket first = open();
                Socket second = open()) {
            simulator.awaitCalls("sendMessage", 2);
            assertEquals(1, delivered());
            assertEquals(0, first.getInputStream().available());
            assertEquals(0, second.getInputStream().available());
        }
        assertEquals(0, simulator.calls().getFirst().code());
    }

    @Test
    void closing_without_an_answer_applies_only_if_said() throws IOException {
        simulator.on("sendMessage").answer(Answer.closeWithoutAnswer(), Answer.closeAfterApplying());

        assertEquals("", rawSend());
        assertEquals(0, delivered());
        assertEquals("", rawSend());
        assertEquals(1, delivered());
    }

    @Test
    void a_reset_is_seen_as_one() {
        simulator.on("sendMessage").answer(Answer.reset());

        assertThrows(SocketException.class, this::rawSend);
    }

    @Test
    void a_truncated_answer_promises_more_than_it_gives() throws IOException {
        simulator.on("sendMessage").answer(Answer.truncated());

        String[] answer = rawSend().split("\r\n\r\n", 2);

        assertTrue(answer[0].contains("Content-Length: 500"));
        assertEquals(11, answer[1].length());
        assertEquals(0, delivered());
    }

    @Test
    void a_trickled_answer_comes_byte_by_byte_and_whole() throws IOException {
        simulator.on("sendMessage").answer(Answer.trickle(Duration.ofNanos(1)));
        assertEquals(200, send(GROUP).status());

        simulator.on("sendMessage").answer(Answer.trickle(Duration.ofHours(1)));
        try (Socket socket = open()) {
            InputStream in = socket.getInputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) in.read();
            }
            assertEquals('{', in.read());
            assertEquals(0, in.available());
        }
    }

    @Test
    void garbage_and_free_form_answers_are_sent_as_they_are() throws IOException {
        simulator
                .on("sendMessage")
                .answer(
                        Answer.garbage(),
                        Answer.http(503, "text/plain", "busy"),
                        Answer.raw("nonsense".getBytes(StandardCharsets.US_ASCII)));

        String garbage = rawSendOnce();
        assertTrue(garbage.startsWith("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"), garbage);
        String busy = rawSendOnce();
        assertTrue(busy.startsWith("HTTP/1.1 503 ") && busy.endsWith("\r\n\r\nbusy"), busy);
        assertEquals("nonsense", rawSend());
    }

    private String rawSendOnce() throws IOException {
        try (Socket socket = open()) {
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_held_answer_waits_for_its_gate() {
        var gate = new CountDownLatch(1);
        simulator.on("sendMessage").answer(Answer.heldBy(gate), Answer.slow(Duration.ofMillis(1)));

        CompletableFuture<Client.Reply> reply = client.start("sendMessage", "chat_id", GROUP, "text", "hi");
        simulator.awaitDelivered(GROUP, 1);
        client.call("getMe").result();
        assertFalse(reply.isDone());
        gate.countDown();

        assertEquals(200, reply.join().status());
        assertEquals(200, send(GROUP).status());
    }

    @Test
    void an_error_can_hide_an_effect() {
        simulator
                .on("sendMessage")
                .answer(Answer.error(500, "Internal Server Error").afterApplying());

        assertEquals(500, send(GROUP).status());
        assertEquals(1, delivered());
    }

    @Test
    void polling_can_fail_too() {
        simulator.on("getUpdates").answer(Answer.error(401, "Unauthorized"));
        simulator.post(SOURCE, "kept");

        assertEquals(401, client.call("getUpdates").status());
        assertEquals(1, updates().size());
    }

    @Test
    void a_stopped_server_refuses_and_comes_back_on_the_same_port() {
        CompletableFuture<Client.Reply> poll = client.start("getUpdates", "timeout", 50);
        simulator.awaitPolls(1);

        simulator.stopListening();

        Throwable end = assertThrows(CompletionException.class, poll::join).getCause();
        assertFalse(end instanceof HttpTimeoutException, end.toString());
        assertThrows(UncheckedIOException.class, () -> send(GROUP));
        simulator.resumeListening();
        assertEquals(200, send(GROUP).status());
    }
}
