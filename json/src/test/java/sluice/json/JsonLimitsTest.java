package sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Documents made to hurt. */
class JsonLimitsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SMALL_STACK = 128 << 10;
    private static final JsonReader LENIENT = JsonReader.of(100_000, 100_000, 1_000_000);

    private static JsonNode lenient(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return LENIENT.read(bytes, 0, bytes.length);
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void reads_a_thousand_levels_and_no_more() {
        int levels = StreamReadConstraints.DEFAULT_MAX_DEPTH;
        assertEquals(1000, levels);
        assertEquals(deep(levels), Json.parse(deep(levels)).toString());
        assertThrows(JsonException.class, () -> Json.parse(deep(levels + 1)));
        assertDoesNotThrow(() -> lenient(deep(100_000)));
        assertThrows(JsonException.class, () -> lenient(deep(100_001)));
    }

    @Test
    void does_not_write_what_it_would_not_read() {
        assertThrows(JsonException.class, () -> lenient(deep(1001)).toString());
        assertThrows(JsonException.class, () -> Json.bytes(lenient(deep(1001))));
    }

    @Test
    void a_deep_document_needs_no_deep_stack() throws InterruptedException {
        String nested = "{\"a\":[".repeat(49_000) + "1" + "]}".repeat(49_000);
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(
                null,
                () -> {
                    ObjectNode node = (ObjectNode) lenient(nested);
                    assertEquals(node, lenient(nested));
                    assertEquals(node, node.deepCopy());
                    assertEquals(node.hashCode(), node.deepCopy().hashCode());
                    assertEquals(
                            "[".repeat(1000) + "]".repeat(1000),
                            Json.parse(deep(1000)).toString());
                },
                "small stack",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
        thread.start();
        thread.join();
        if (thrown[0] != null) {
            throw new AssertionError(thrown[0]);
        }
    }

    @Test
    void reads_numbers_of_a_thousand_digits_and_no_more() {
        String most = "7".repeat(StreamReadConstraints.DEFAULT_MAX_NUM_LEN);
        assertEquals(most, Json.parse(most).toString());
        assertThrows(JsonException.class, () -> Json.parse(most + "7"));
        assertThrows(JsonException.class, () -> Json.parse("0." + most));
        String lenient = "7".repeat(100_000);
        assertEquals(lenient, lenient(lenient).toString());
        assertThrows(JsonException.class, () -> lenient(lenient + "7"));
    }

    @Test
    void reads_names_of_its_limit_and_no_more() {
        int length = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;
        assertEquals(1, Json.parse("{\"%s\":1}".formatted("n".repeat(length))).size());
        assertThrows(JsonException.class, () -> Json.parse("{\"%s\":1}".formatted("n".repeat(length + 100))));
        assertEquals(
                1, lenient("{\"%s\":1}".formatted("n".repeat(length + 100))).size());
    }

    @Test
    void an_object_of_very_many_fields_is_read_soon() {
        int count = 300_000;
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("\"field")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        JsonNode node = assertTimeoutPreemptively(SOON, () -> lenient(text + "}"));
        assertEquals(count, node.size());
        assertEquals(count - 1, node.path("field" + (count - 1)).intValue());
        assertEquals(text + "}", node.toString());
    }

    @Test
    void names_that_collide_do_not_make_it_slow() {
        ObjectNode node = Json.object();
        assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < 1 << 16; i++) {
                node.put(colliding(i), i);
            }
        });
        assertEquals(colliding(0).hashCode(), colliding(12345).hashCode());
        assertEquals(1 << 16, node.size());
        assertEquals(54321, node.path(colliding(54321)).intValue());
    }

    /** All of these have one hash code. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void a_text_that_ends_too_early_is_refused_wherever_it_ends() {
        byte[] whole = "{\"a\":[1,-2.5e3,\"x\\u00e9\\n😀é\",true,false,null,{\"b\":{}}],\"c\":12345678901234567890}"
                .getBytes(UTF_8);
        assertTrue(Json.parse(whole).isObject());
        for (int length = 1; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(JsonException.class, () -> Json.parse(part), () -> new String(part, UTF_8));
        }
        assertTrue(Json.parse(new byte[0]).isMissingNode());
    }

    @Test
    void reads_a_part_of_an_array() {
        byte[] bytes = "xx{\"a\":1}yy".getBytes(UTF_8);
        assertEquals("{\"a\":1}", LENIENT.read(bytes, 2, 7).toString());
        assertThrows(JsonException.class, () -> LENIENT.read(bytes, 2, 6));
    }

    @Test
    void says_what_is_wrong_and_where() {
        JsonException e = assertThrows(JsonException.class, () -> Json.parse("{\"a\":1,\n\"b\" 2}"));
        assertTrue(e.getMessage().contains("line 2, column 5"), e.getMessage());
    }
}
