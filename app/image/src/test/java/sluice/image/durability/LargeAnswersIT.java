package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.SimulatorOptions;

/** The largest answers that Telegram can give fit the heap that the launcher gives the bot, 48 MB. */
class LargeAnswersIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long SOURCE = -1001L;
    private static final long DESTINATION = -1002L;
    private static final int UPDATES = 300;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    /** The longest text, of letters that take 3 bytes, with as much formatting as Telegram keeps: 40 kB an update. */
    @Test
    void a_batch_of_the_longest_messages_is_read_and_all_arrive() {
        String text = "字".repeat(4096);
        String links = IntStream.range(0, 100)
                .mapToObj(i -> "{\"type\":\"text_link\",\"offset\":%d,\"length\":40,\"url\":\"https://example.org/%s\"}"
                        .formatted(i * 40, "x".repeat(180)))
                .collect(Collectors.joining(",", "[", "]"));
        bot.telegram().channel(SOURCE, "source");
        bot.telegram().channel(DESTINATION, "destination");
        bot.configure("", List.of("{source: -1001, destination: -1002, whitelist: [字]}"));
        for (int i = 0; i < UPDATES; i++) {
            bot.telegram().draft(SOURCE).text(text).entities(links).post();
        }
        bot.start();
        bot.await(
                "all to arrive",
                LIMIT,
                () -> bot.telegram().delivered(DESTINATION).size() == UPDATES);
        assertEquals(0, bot.telegram().ledger().doubled());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }
}
