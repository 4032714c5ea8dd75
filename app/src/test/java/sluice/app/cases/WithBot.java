package sluice.app.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sluice.simulator.Delivered;

/** What tests of the whole bot have in common: each has a bot of its own, and a folder. */
abstract class WithBot {

    /** The watch that most tests need. */
    static final String S_TO_A = "{source: " + TestBot.S + ", destination: " + TestBot.A + "}";

    static final String S_TO_B = "{source: " + TestBot.S + ", destination: " + TestBot.B + "}";

    @TempDir
    Path dir;

    TestBot bot;

    @BeforeEach
    void make() {
        bot = new TestBot(dir);
    }

    @AfterEach
    void close() {
        bot.close();
    }

    /** The texts that stand in a chat, oldest first. */
    List<String> textsIn(long chat) {
        return bot.telegram.delivered(chat).stream().map(Delivered::text).toList();
    }

    /** Waits until so many messages stand in a chat, and compares their texts. */
    void awaitTexts(long chat, String... texts) {
        bot.telegram.awaitDelivered(chat, texts.length);
        assertEquals(List.of(texts), textsIn(chat));
    }

    /** The ids, in their source, of what stands in a chat, oldest first. */
    List<Long> originsIn(long chat) {
        return bot.telegram.delivered(chat).stream().map(Delivered::originId).toList();
    }
}
