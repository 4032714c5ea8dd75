package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
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
}
