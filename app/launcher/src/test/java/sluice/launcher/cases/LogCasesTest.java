package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.base.json.Json;
import sluice.simulator.Answer;

/** What comes from Telegram forges nothing in the log. */
class LogCasesTest extends WithBot {

    private static final String FORGED = "x\n2030-01-01 00:00:00.000 ERROR forged\r\u001b[2J\u202e";

    // T3
    @Test
    void t3_a_description_with_line_breaks_is_one_line() {
        telegram.on("copyMessage").answer(Answer.error(400, "Bad Request: " + FORGED));
        bot.watching(S_TO_A);
        telegram.post(S, "message");
        bot.awaitLog(deadLetter(A, "MESSAGE_UNUSABLE"));

        assertTrue(
                bot.log().contains("Bad Request: x\\n2030-01-01 00:00:00.000 ERROR forged\\r\\u001b[2J\\u202e"),
                bot.log());
        assertFalse(bot.log().contains("\n2030-01-01"), bot.log());
    }

    @Test
    void as_json_each_line_is_an_object_and_nothing_is_forged() throws IOException {
        telegram.on("copyMessage").answer(Answer.error(400, "Bad Request: " + FORGED));
        bot.start("log.format: json", S_TO_A);
        telegram.post(S, "message");
        bot.awaitLog(deadLetter(A, "MESSAGE_UNUSABLE"));
        bot.time.advance(Duration.ofMinutes(5));
        bot.awaitLog("memory cleaned");

        boolean told = false;
        boolean cleaned = false;
        for (String line : bot.log().lines().toList()) {
            JsonNode event = Json.MAPPER.readTree(line);
            assertTrue(
                    event.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}[+-]\\d\\d:\\d\\d"),
                    line);
            String message = event.path("message").asText();
            told |= message.contains("Bad Request: x\\n2030-01-01 00:00:00.000 ERROR forged\\r\\u001b[2J\\u202e")
                    && event.path("level").asText().equals("WARN")
                    && event.path("logger").asText().startsWith("sluice.engine.")
                    && !event.path("thread").asText().isEmpty();
            cleaned |= message.startsWith("🧹 memory cleaned:\n- message cache: ");
        }
        assertTrue(told && cleaned, bot.log());
    }
}
