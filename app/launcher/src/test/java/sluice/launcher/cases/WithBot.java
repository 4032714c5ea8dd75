package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Simulator;

/** A bot for each test, not yet started, and short words for what tests ask of it. */
abstract class WithBot {

    static final long S = TestBot.S;
    static final long A = TestBot.A;
    static final long B = TestBot.B;
    static final long C = TestBot.C;
    static final long OWNER = TestBot.OWNER;

    /** The watch that most tests need. */
    static final String S_TO_A = copying(S, A);

    static final String S_TO_B = copying(S, B);

    @TempDir
    Path dir;

    TestBot bot;
    Simulator telegram;

    @BeforeEach
    void makeBot() {
        bot = new TestBot(dir);
        telegram = bot.telegram;
    }

    @AfterEach
    void closeBot() {
        bot.close();
    }

    static String copying(long source, long destination) {
        return "{source: " + source + ", destination: " + destination + "}";
    }

    static String forwarding(long source, long destination) {
        return "{source: " + source + ", destination: " + destination + ", preserve-source: true}";
    }

    static String extracting(long source, long destination, String pattern) {
        return "{source: " + source + ", destination: " + destination + ", mode: extract, extract-patterns: ['"
                + pattern + "']}";
    }

    /** What the bot's messages in a chat say, in their order. */
    List<String> texts(long chat) {
        return telegram.delivered(chat).stream().map(Delivered::text).toList();
    }

    /** Waits until so many messages stand in a chat, and compares their texts. */
    void awaitTexts(long chat, String... texts) {
        bot.awaitDelivered(chat, texts.length);
        assertEquals(List.of(texts), texts(chat));
    }

    /** The ids, in their source, of what stands in a chat, oldest first. */
    List<Long> originsIn(long chat) {
        return telegram.delivered(chat).stream().map(Delivered::originId).toList();
    }

    /** Waits, in real time, until the bot has called for a chat so often and has taken the answer to heart. */
    List<Call> awaitCallsTo(long chat, int count) {
        bot.await(count + " calls for " + chat, () -> telegram.callsTo(chat).size() >= count);
        bot.settle();
        return telegram.callsTo(chat);
    }

    int callsTo(long chat) {
        return telegram.callsTo(chat).size();
    }

    /** Moves time on in small steps, so that what is due in between happens at its own time. */
    void pass(Duration total, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(total) < 0; passed = passed.plus(step)) {
            bot.settle();
            bot.time.advance(step);
        }
    }

    /** Asks the bot to stop, and lets it wait in its own time for what is under way. */
    void stopBot() {
        bot.askToStop();
        bot.advanceUntil("the bot to stop", bot::ended);
        assertEquals(0, bot.exitCode());
    }

    /** How the bot tells that it has given a message for a chat up. */
    static String deadLetter(long chat, String reason) {
        return "chat " + chat + ": a message not delivered (" + reason + ")";
    }
}
