package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/** The dashboard that stays open all day: asked for again and again, it takes no more memory than the bot has anyway. */
class DashboardPollsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WARM_UP = 200;
    private static final int POLLS = 1_000;
    private static final int WATCHES = 100;

    /** The heap itself may grow as long as it has not been full once; what would leak in 1,000 polls is more. */
    private static final long MOST_MEGABYTES = 24;

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @Test
    void takes_a_fixed_amount_of_memory() {
        List<String> watches = new ArrayList<>();
        for (int i = 0; i < WATCHES; i++) {
            bot.telegram().channel(source(i), "source " + i);
            bot.telegram().channel(destination(i), "destination " + i);
            watches.add(ImageBot.copying(source(i), destination(i)));
        }
        bot.configure("", watches);
        bot.telegram().on("copyMessage").times(20).answer(Answer.error(400, "Bad Request: message can't be copied"));
        bot.start();
        for (int i = 0; i < WATCHES; i++) {
            bot.telegram().post(source(i), "post " + i);
        }
        bot.awaitDrained(LIMIT);
        assertEquals(20, bot.stat("queue", "dead_letters"));
        long before = bot.process().residentKilobytes();
        poll(WARM_UP);
        long warm = bot.process().residentKilobytes();
        int size = poll(POLLS);
        long after = bot.process().residentKilobytes();
        System.out.printf(
                Locale.ROOT,
                "dashboard: %d bytes a poll; resident %d MB before the first, %d MB after %d, %d MB after %d more%n",
                size,
                before >> 10,
                warm >> 10,
                WARM_UP,
                after >> 10,
                POLLS);
        assertTrue(after - warm < MOST_MEGABYTES << 10, () -> "grown from " + warm + " to " + after + " kB");
    }

    private static final Pattern TAG = Pattern.compile("\"tag\":\"(\\w+)\"");

    /** As the page asks: the curves now and then, and the rest only when it has changed. Returns the size of an answer without them. */
    private int poll(int times) {
        int size = 0;
        String tag = "";
        for (int i = 0; i < times; i++) {
            boolean curves = i % 20 == 0;
            ImageBot.Page page =
                    bot.get("/dashboard.json?watches=" + i % 4 + "&tag=" + tag + (curves ? "&curves=yes" : ""));
            assertEquals(200, page.status());
            Matcher found = TAG.matcher(page.body());
            assertTrue(found.find(), page::body);
            tag = found.group(1);
            size = curves ? size : page.body().length();
        }
        return size;
    }

    private static long source(int i) {
        return -1001000000000L - i;
    }

    private static long destination(int i) {
        return -1002000000000L - i;
    }
}
