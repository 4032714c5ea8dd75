package sluice.app.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static sluice.app.cases.TestBot.A;
import static sluice.app.cases.TestBot.S;

class FirstCaseTest {
    @Test
    void forwards(@TempDir Path dir) {
        try (TestBot bot = new TestBot(dir).watching("{source: " + S + ", destination: " + A + "}")) {
            bot.telegram.post(S, "hello");
            bot.telegram.awaitDelivered(A, 1);
            bot.fence();
            System.out.println(bot.stats().toPrettyString());
            System.out.println(bot.get("/healthz"));
            System.out.println(bot.log());
        }
    }
}
