package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpTest extends SimulatorTest {

    /** Sends the bytes, closes the sending side and returns all that comes back. */
    private String exchange(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String post(String method, String headers, String body) throws IOException {
        return exchange(
                "POST /bot" + simulator.token() + "/" + method + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body);
    }

    private String last() {
        return simulator.delivered(GROUP).getLast().text();
    }

    @Test
    void parameters_come_as_query_form_json_or_multipart() throws IOException {
        exchange("GET /bot" + simulator.token().replace(":", "%3A") + "/sendMessage?chat_id=" + GROUP
                + "&text=a%20%C3%A4+b HTTP/1.1\r\n\r\n");
        assertEquals("a ä b", last());

        String form = "chat_id=" + GROUP + "&text=form+%F0%9F%98%80";
        post(
                "sendMessage",
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: " + form.length() + "\r\n",
                form);
        assertEquals("form 😀", last());

        String part = "--XX\r\nContent-Disposition: form-data; name=\"";
        String multipart = part + "chat_id\"\r\n\r\n" + GROUP + "\r\n" + part + "caption\"\r\n\r\nä\r\n" + part
                + "document\"; filename=\"notes.txt\"\r\nContent-Type: text/plain\r\n\r\nline 1\r\nline 2\r\n--XX--\r\n";
        post(
                "sendDocument",
                "Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: "
                        + multipart.getBytes(StandardCharsets.UTF_8).length + "\r\n",
                multipart);
        assertEquals("ä", last());
        var document = simulator.delivered(GROUP).getLast().message().get("document");
        assertEquals("notes.txt", document.get("file_name").asText());
        assertEquals(14, document.get("file_size").asInt());
        assertEquals(
                "notes.txt",
                simulator
                        .calls("sendDocument")
                        .getFirst()
                        .parameters()
                        .at("/document/file_name")
                        .asText());
    }

    @Test
    void a_chunked_body_is_put_together() throws IOException {
        String json = "{\"chat_id\":" + GROUP + ",\"text\":\"chunked\"}";
        String head = json.substring(0, 10);
        String tail = json.substring(10);

        post(
                "sendMessage",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                Integer.toHexString(head.length()) + "\r\n" + head + "\r\n" + Integer.toHexString(tail.length())
                        + ";x=y\r\n" + tail + "\r\n0\r\nTrailer: t\r\n\r\n");

        assertEquals("chunked", last());
    }

    @Test
    void a_connection_serves_one_request_after_another() throws IOException {
        String request = "GET /bot" + simulator.token() + "/getMe HTTP/1.1\r\n\r\n";

        String answers = exchange(request + request + request);

        assertEquals(4, answers.split("HTTP/1.1 200 OK", -1).length);
        assertEquals(3, simulator.count("getMe"));
    }

    @Test
    void a_client_that_waits_for_the_go_ahead_gets_it() throws IOException {
        String answer =
                post("getMe", "Expect: 100-continue\r\nContent-Length: 2\r\nContent-Type: application/json\r\n", "{}");

        assertTrue(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"), answer);
    }

    @Test
    void wrong_tokens_paths_and_bodies_are_told_apart() throws IOException {
        String wrong = exchange("GET /bot123:abc/getMe HTTP/1.1\r\n\r\n");
        assertTrue(wrong.startsWith("HTTP/1.1 401 "), wrong);
        assertTrue(wrong.endsWith("{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}"), wrong);
        String unknown = post("getNothing", "", "");
        assertTrue(unknown.endsWith("{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}"), unknown);
        assertTrue(exchange("GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
        String broken = post("getMe", "Content-Type: application/json\r\nContent-Length: 1\r\n", "{");
        assertTrue(broken.startsWith("HTTP/1.1 400 "), broken);
        assertEquals("", exchange("nonsense\r\n\r\n"));
    }

    @Test
    void a_posted_file_can_be_downloaded() throws IOException {
        simulator
                .draft(GROUP)
                .document("list.txt", "the content".getBytes(StandardCharsets.UTF_8))
                .post();
        String id = updates().get(0).at("/message/document/file_id").asText();

        String path =
                client.call("getFile", "file_id", id).result().get("file_path").asText();

        String file = exchange("GET /file/bot" + simulator.token() + "/" + path + " HTTP/1.1\r\n\r\n");
        assertTrue(file.endsWith("\r\n\r\nthe content"), file);
        assertEquals(400, client.call("getFile", "file_id", "nothing").status());
        assertTrue(exchange("GET /file/bot1:x/" + path + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 401 "));
    }

    @Test
    void only_so_many_calls_are_kept_but_all_are_counted() {
        try (Simulator small = Simulator.start(SimulatorOptions.defaults().withRecordCalls(2));
                Client other = new Client(small)) {
            for (int i = 0; i < 5; i++) {
                other.call("getMe").result();
            }

            assertEquals(2, small.calls().size());
            assertEquals(5, small.calls().getLast().number());
            assertEquals(5, small.count("getMe"));
        }
    }
}
