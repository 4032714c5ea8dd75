package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import sluice.base.json.Json;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** A process with many bots that is killed again and again: none of them loses or doubles anything. */
class FleetCrashIT {

    private static final int BOTS = 20;
    private static final int MESSAGES_PER_KILL = 20;
    private static final int LONGEST_LIFE_MILLIS = 2_500;

    @RegisterExtension
    final ImageBot process = new ImageBot(SimulatorOptions.defaults());

    private final long seed = Long.getLong("sluice.crash.seed", System.nanoTime());

    /** A quarter of those of one bot: each life is longer, since twenty bots start in it. */
    private final int kills = Integer.getInteger("sluice.crash.kills", 20) / 4;

    private record Bot(String name, Simulator telegram, Traffic traffic, Path data) {

        List<Letter> letters() {
            return Letter.after(0, data);
        }

        List<String> faults() {
            List<String> faults = new ArrayList<>(traffic.faults(letters()));
            if (telegram.ledger().outOfOrder() > 0) {
                faults.add("out of order: " + telegram.ledger().outOfOrder());
            }
            return faults.stream().map(fault -> name + ": " + fault).toList();
        }
    }

    @Test
    void none_of_twenty_bots_loses_or_doubles_anything_when_their_process_is_killed_again_and_again()
            throws IOException {
        Random random = new Random(seed);
        List<Bot> bots = IntStream.rangeClosed(1, BOTS)
                .mapToObj(i -> bot("bot-" + i, process.telegram().addBot(SimulatorOptions.madeUpToken(i)), random))
                .toList();
        configure(bots);
        for (int i = 0; i < kills; i++) {
            bots.forEach(bot -> bot.traffic.post(MESSAGES_PER_KILL));
            process.launch();
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
            process.process().kill();
        }
        bots.forEach(bot -> bot.telegram.clearFaults());
        process.start();
        process.await(
                "all to be delivered",
                Duration.ofSeconds(60 + 5L * kills),
                () -> bots.stream().allMatch(bot -> bot.telegram.pendingUpdates() == 0) && isDrained());
        process.process().terminate();
        assertEquals(ImageProcess.SIGTERMED, process.process().await(Duration.ofSeconds(10)));
        System.out.println("FleetCrashIT: " + kills + " kills, " + BOTS + " bots, "
                + bots.stream().mapToLong(bot -> bot.traffic.posted()).sum() + " messages, "
                + bots.stream()
                        .mapToLong(bot -> bot.telegram.ledger().arrived())
                        .sum() + " arrivals; "
                + bots.stream().mapToLong(bot -> bot.letters().size()).sum() + " unknown outcomes");
        assertAll("-Dsluice.crash.seed=" + seed, bots.stream().map(bot ->
                (Executable) () -> assertEquals(List.of(), bot.faults())));
    }

    private Bot bot(String name, Simulator telegram, Random random) {
        Traffic traffic = new Traffic(telegram, random);
        traffic.answers(Answer.slow(Duration.ofMillis(15)), Answer.normal(), Answer.error(502, "Bad Gateway"));
        return new Bot(name, telegram, traffic, process.data().resolve(name));
    }

    private void configure(List<Bot> bots) throws IOException {
        Path folder = Files.createDirectories(process.configuration().resolveSibling("bots.d"));
        Files.writeString(
                process.configuration(), """
            bots-dir: bots.d
            telegram.api-url: %s
            data-dir: '%s'
            http.port: 0
            admins: [4711]
            deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
            deliver.max-retries: 10
            intake.album-quiet: 30ms
            queue.max-dead-letters: 1000000
            """.formatted(process.telegram().uri(), process.data()));
        for (Bot bot : bots) {
            Files.writeString(
                    folder.resolve(bot.name + ".yaml"),
                    "telegram.token: '" + bot.telegram.token() + "'\nwatches:\n  - "
                            + String.join("\n  - ", bot.traffic.watches()) + "\n");
        }
    }

    /** Whether all bots run and none has anything left to send. */
    private boolean isDrained() {
        try {
            JsonNode page = Json.MAPPER.readTree(process.get("/bots.json").body());
            return page.path("states").path("running").asInt() == BOTS
                    && page.path("sums").path("waiting").asLong() == 0;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
