package sluice.launcher.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sluice.simulator.Delivered;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** A process for each test, not yet started, and several bots with files of their own in {@code bots.d}. */
abstract class WithFleet {

    static final long S = TestBot.S;
    static final long A = TestBot.A;

    @TempDir
    Path dir;

    TestBot process;
    private final Map<String, Simulator> telegram = new HashMap<>();

    @BeforeEach
    void makeProcess() throws IOException {
        process = new TestBot(dir);
        Files.createDirectory(dir.resolve("bots.d"));
    }

    /** Runs a command with a configuration; its exit code. */
    int commandWith(Path config, String... args) {
        String[] all = Stream.concat(Stream.of(args), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
        try {
            return process.run(all).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the process look at its files twice, so that what the first look began has ended. */
    void look() {
        lookOnce();
        lookOnce();
    }

    void lookOnce() {
        process.time.advance(Duration.ofSeconds(5));
    }

    Path botFile(String name) {
        return dir.resolve("bots.d/" + name + ".yaml");
    }

    /** Writes the file of a bot: its token, and lines of which those of {@link #watch} are the last. */
    void write(String name, String rest) throws IOException {
        String watches = rest.contains("source") ? rest.replaceFirst("(?m)^  - ", "watches:\n  - ") : rest;
        Path before = Files.writeString(
                dir.resolve(name + ".new"), "telegram.token: '" + bot(name).token() + "'\n" + watches);
        Files.move(before, botFile(name), StandardCopyOption.REPLACE_EXISTING);
    }

    static String watch(long source, long destination) {
        return "  - {source: " + source + ", destination: " + destination + "}\n";
    }

    Simulator bot(String name) {
        return telegram.computeIfAbsent(name, _ -> {
            Simulator own = process.telegram.addBot(SimulatorOptions.madeUpToken(telegram.size() + 1));
            own.channel(S, "S");
            own.channel(A, "A");
            own.channel(TestBot.B, "B");
            return own;
        });
    }

    void forwards(String name, String text) {
        forwards(name, text, A);
    }

    void forwards(String name, String text, long to) {
        int before = bot(name).delivered(to).size();
        bot(name).post(S, text);
        bot(name).awaitDelivered(to, before + 1);
    }

    List<String> texts(String name) {
        return bot(name).delivered(A).stream().map(Delivered::text).toList();
    }

    /** What a process says of a bot in its list of bots. */
    JsonNode listed(String address, String name) {
        for (JsonNode row : process.json(address, "/bots.json").path("rows")) {
            if (row.path("name").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no row of " + name);
    }
}
