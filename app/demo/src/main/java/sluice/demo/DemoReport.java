package sluice.demo;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.host.status.ProcessMemory;

/** What is printed at the end of a demo: the sums of all its bots, and what went wrong with which. Used once, by one thread. */
final class DemoReport {

    @Bounded("DemoOptions.MAX_BOTS")
    private final List<DemoBot> bots;

    private final Duration took;
    private final Terminal screen;
    private final PrintStream err;

    /** A report on bots that were judged. */
    DemoReport(List<DemoBot> bots, Duration took, Terminal screen, PrintStream err) {
        this.bots = bots;
        this.took = took;
        this.screen = screen;
        this.err = err;
    }

    /** Prints it; {@code stays} if the demo goes on after it. Returns true if all is as it should be. */
    boolean print(boolean stays) throws InterruptedException {
        screen.print("");
        screen.print(summary().text());
        screen.print("");
        bots.getFirst().figures().forEach(screen::print);
        screen.print("");
        List<DemoBot> bad = bots.stream().filter(bot -> !bot.isGood()).toList();
        if (!bad.isEmpty()) {
            complain(bad);
            return false;
        }
        screen.print("Every expected message arrived exactly once, and in order.");
        screen.print(String.format(
                Locale.ROOT,
                "%,d messages in, of which the filters kept back %,d; %,d copies out, none lost, none twice; %s,"
                        + " at most %s of memory.",
                sum(DemoBot::posted),
                sum(bot -> bot.plan().totals().filtered()),
                sum(bot -> bot.verdict().delivered()),
                Summary.seconds(took),
                Summary.megabytes(ProcessMemory.now().peak())));
        String more = bots.size() == 1
                ? " `sluice demo --stay` lets you write posts to this one."
                : " `sluice demo --bots " + bots.size() + " --stay` shows the pages of these.";
        screen.print("Next: `sluice init` sets up a bot of your own." + (stays ? "" : more));
        return true;
    }

    private Summary summary() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long delivered = sum(bot -> bot.verdict().delivered());
        Summary summary = new Summary();
        if (bots.size() > 1) {
            summary.add("bots", bots.size(), "in one process, each with its own token and data");
        }
        return summary.add(
                        "messages posted",
                        sum(DemoBot::posted),
                        "in " + sum(bot -> bot.plan().lanes().size()) + " channels")
                .add(
                        "expected",
                        sum(bot -> bot.verdict().expected()),
                        "passed the filters; some go on to a second channel")
                .add("delivered", delivered, "")
                .add("filtered", sum(bot -> bot.plan().totals().filtered()), "must not arrive")
                .add("sent twice by Telegram", sum(bot -> bot.plan().totals().repeated()), "must arrive once")
                .add("albums", sum(bot -> bot.verdict().albums()), "each in one call")
                .add("429 waits survived", sum(bot -> bot.arrivals().floodWaits()), "a second each")
                .add("retries", sum(bot -> bot.arrivals().serverErrors()), "after a 500")
                .add(
                        "chats that kicked the bot",
                        sum(bot -> bot.plan().totals().kicked() ? 1 : 0),
                        "and took it back: what waited arrived")
                .add("lost", sum(bot -> bot.verdict().lost()), "")
                .add("doubled", sum(bot -> bot.verdict().doubled()), "")
                .add("out of order", sum(bot -> bot.verdict().outOfOrder()), "")
                .add("unexpected", sum(bot -> bot.verdict().unexpected()), "")
                .add("forwards/s", 1000 * delivered / Math.max(1, took.toMillis()), "bot and simulator in one process")
                .add("time", Summary.seconds(took), "")
                .add(
                        "peak resident memory",
                        Summary.megabytes(ProcessMemory.now().peak()),
                        "of the whole process")
                .add("heap", Summary.megabytes(heap.getUsed()), "of at most " + Summary.megabytes(heap.getMax()));
    }

    /** Says what went wrong with the first few of these, and names them all. */
    private void complain(List<DemoBot> bad) {
        String unfinished = "nothing moved for " + Demo.PATIENCE.toSeconds() + " s";
        bad.stream()
                .limit(Check.MOST_FINDINGS)
                .flatMap(bot -> bot.complaints(unfinished).stream())
                .forEach(err::println);
        String names = bad.stream().map(DemoBot::name).collect(Collectors.joining(", "));
        err.println("sluice demo: not every message " + (names.isEmpty() ? "" : "of " + names + " ")
                + "arrived exactly once and in order");
    }

    private long sum(ToLongFunction<DemoBot> figure) {
        return DemoBot.sum(bots, figure);
    }
}
