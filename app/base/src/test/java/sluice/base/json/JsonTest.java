package sluice.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The limits of the shared mapper, which reads whatever people send. */
class JsonTest {

    /** As large as the stacks of the image's threads. */
    private static final int SMALL_STACK = 256 << 10;

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void reads_a_hundred_thousand_levels_and_refuses_more_without_a_deep_stack() throws InterruptedException {
        onSmallStack(() -> {
            assertFalse(read(nested(100_000)).isEmpty());
            assertThrows(JsonProcessingException.class, () -> Json.MAPPER.readTree(nested(100_001)));
        });
    }

    @Test
    void writes_a_thousand_levels_and_refuses_more_without_a_deep_stack() throws InterruptedException {
        onSmallStack(() -> {
            assertEquals(nested(1_000), read(nested(1_000)).toString());
            assertThrows(RuntimeException.class, read(nested(100_000))::toString);
            assertThrows(JsonProcessingException.class, () -> Json.MAPPER.writeValueAsBytes(read(nested(100_000))));
        });
    }

    @Test
    void reads_numbers_of_a_hundred_thousand_digits_and_refuses_longer_ones() {
        String longest = "7".repeat(100_000);
        assertEquals(longest, read(longest).asText());
        assertThrows(JsonProcessingException.class, () -> Json.MAPPER.readTree(longest + "7"));
    }

    private static JsonNode read(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void onSmallStack(Runnable test) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, test, "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
        thread.start();
        thread.join();
        assertNull(thrown.get());
    }
}
