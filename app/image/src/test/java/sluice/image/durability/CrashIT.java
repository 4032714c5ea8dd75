package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/**
 * The image is killed again and again under load, at moments that the seed decides: while it starts, while it takes in, while calls
 * are under way. {@code -Dsluice.crash.seed} repeats a run as far as the machine lets it, {@code -Dsluice.crash.kills} makes it
 * longer. After every tenth kill, or as {@code -Dsluice.crash.spoil} says, the file of claims is spoiled, in each way in turn (case
 * L6).
 */
class CrashIT {

    private static final int MESSAGES_PER_KILL = 250;

    /** One life in so many ends while the bot starts, the others when it is at work. */
    private static final int START_KILLED = 4;

    /** The most deliveries of a lane that are claimed together: what a spoiled file leaves unknown. */
    private static final int CLAIMED = 64;

    private static final int LONGEST_START_MILLIS = 1_200;
    private static final int LONGEST_WORK_MILLIS = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final long seed = Long.getLong("sluice.crash.seed", System.nanoTime());
    private final int kills = Integer.getInteger("sluice.crash.kills", 20);

    private final int spoilEvery = Integer.getInteger("sluice.crash.spoil", 10);

    /** The file was spoiled, and no start has told of it yet. */
    private boolean spoiled;

    /** Counted, and looked at, while the server is locked. */
    private long calls;

    @Test
    void loses_and_doubles_nothing_when_it_is_killed_again_and_again() {
        System.out.println("CrashIT: -Dsluice.crash.seed=" + seed + " -Dsluice.crash.kills=" + kills
                + " -Dsluice.crash.spoil=" + spoilEvery);
        Random random = new Random(seed);
        Traffic traffic = new Traffic(bot.telegram(), random);
        traffic.answers(
                Answer.slow(Duration.ofMillis(15)),
                Answer.normal(),
                Answer.slow(Duration.ofMillis(60)),
                Answer.normal(),
                Answer.error(502, "Bad Gateway"));
        bot.telegram().listen(call -> calls++);
        bot.configure(
                "intake.album-quiet: 30ms\nqueue.max-dead-letters: 1000000\ndeliver.max-retries: 10",
                traffic.watches());
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            traffic.post(MESSAGES_PER_KILL);
            bot.launch();
            live(random);
            bot.process().kill();
            letters.addAll(newLetters(letters));
            if ((i + 1) % spoilEvery == 0) {
                spoil((i + 1) / spoilEvery, random);
            }
        }
        bot.telegram().clearFaults();
        bot.start();
        // What 200 short lives have left is a lot for a machine that has other work too.
        bot.awaitDrained(Duration.ofSeconds(60 + 5L * kills));
        bot.process().terminate();
        assertEquals(ImageProcess.SIGTERMED, bot.process().await(Duration.ofSeconds(10)));
        letters.addAll(newLetters(letters));
        report(traffic, letters);
        assertAll(
                "-Dsluice.crash.seed=" + seed,
                () -> assertEquals(List.of(), traffic.faults(letters)),
                () -> assertEquals(0, bot.telegram().ledger().outOfOrder(), "out of order"));
    }

    private void live(Random random) {
        int millis;
        if (random.nextInt(START_KILLED) == 0) {
            millis = random.nextInt(LONGEST_START_MILLIS);
        } else {
            millis = random.nextInt(LONGEST_WORK_MILLIS);
            long before = calls;
            bot.telegram().await("a call, -Dsluice.crash.seed=" + seed, PATIENCE, () -> calls > before);
        }
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    /** Overwrites some bytes of the file of claims, cuts it, empties it or removes it. */
    private void spoil(int turn, Random random) {
        Path claims = bot.data().resolve("sluice.claims");
        if (!Files.exists(claims)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(claims.toFile(), "rw")) {
            switch (turn % 4) {
                case 1 -> {
                    for (int i = 0; i < 64; i++) {
                        file.seek(random.nextLong(file.length()));
                        // A zero may be what stands there, and where a claim begins it says that there is none.
                        file.write(random.nextInt(1, 256));
                    }
                }
                case 2 -> file.setLength(random.nextLong(1, file.length()));
                case 3 -> file.setLength(0);
                default -> Files.delete(claims);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spoiled = true;
    }

    /**
     * What the last start has found to be under way: nothing else, and one message or album for each lane; with a spoiled file, all
     * that may have been claimed.
     */
    private List<Letter> newLetters(List<Letter> known) {
        List<Letter> more = Letter.after(known.isEmpty() ? 0 : known.getLast().id(), bot.data());
        Map<Long, Set<String>> perLane = new HashMap<>();
        for (Letter letter : more) {
            assertEquals("UNKNOWN_OUTCOME", letter.reason(), () -> letter + ", -Dsluice.crash.seed=" + seed);
            String what = letter.album().isEmpty() ? "message " + letter.message() : "album " + letter.album();
            perLane.computeIfAbsent(letter.lane(), _ -> new TreeSet<>()).add(what);
        }
        int most = spoiled ? CLAIMED : 1;
        perLane.forEach((lane, unknown) -> assertTrue(
                unknown.size() <= most,
                () -> unknown + " in lane " + lane + ", not " + most + ", -Dsluice.crash.seed=" + seed));
        spoiled &= more.isEmpty();
        return more;
    }

    private void report(Traffic traffic, List<Letter> letters) {
        System.out.println("CrashIT: " + kills + " kills, " + traffic.posted() + " messages (" + traffic.albums()
                + " albums) for " + traffic.lanes() + " lanes, "
                + bot.telegram().ledger().arrived() + " arrivals; "
                + letters.size() + " unknown outcomes, of which " + traffic.arrived(letters) + " have arrived");
    }
}
