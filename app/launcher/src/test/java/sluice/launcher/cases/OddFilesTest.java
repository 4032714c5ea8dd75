package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases I9 and I10: files and values that nobody would think of, each named in one line, with exit code 2. */
class OddFilesTest extends WithBot {

    private List<String> refused(String command) {
        CommandRun run = CommandRun.printingTogether(bot, command);
        assertEquals(2, run.code(), run.out());
        return run.out().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void i9_a_port_that_there_is_not(String command) {
        for (String address : List.of("http://127.0.0.1:99999", "http://127.0.0.1:0", "https://[::1]:70000/path")) {
            bot.configure("", S_TO_A);
            bot.write(bot.configuration().replace(telegram.uri().toString(), address));
            List<String> lines = refused(command);
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.getFirst().contains("telegram.api-url: must be an `http://`"), lines::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void i9_a_pipe_in_the_place_of_the_token_s_file(String command) throws IOException, InterruptedException {
        String pipe = dir.resolve("pipe").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
        bot.configure("", S_TO_A);
        bot.write(bot.configuration().replaceFirst("  token: .*\n", "  token-file: " + pipe + "\n"));
        List<String> lines = refused(command);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().endsWith("`" + pipe + "` is a pipe or a device, not a file"), lines::toString);
    }

    @ParameterizedTest
    @CsvSource({"check, database", "run, database", "check, text", "run, text"})
    void i9_a_file_of_another_program_in_the_place_of_the_store(String command, String kind)
            throws IOException, SQLException {
        bot.configure("", S_TO_A);
        Path store = Files.createDirectory(dir.resolve("data")).resolve("sluice.db");
        if (kind.equals("text")) {
            Files.writeString(store, "somebody's notes");
        } else {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
                    Statement statement = other.createStatement()) {
                statement.execute("CREATE TABLE jobs (id)");
                statement.execute("PRAGMA user_version = 7");
            }
        }
        byte[] before = Files.readAllBytes(store);
        List<String> lines = refused(command);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(
                lines.getFirst().contains("`data-dir`: " + store + " was not made by Sluice; move it elsewhere"),
                lines::toString);
        assertArrayEquals(before, Files.readAllBytes(store));
    }

    @Test
    void i10_of_very_many_problems_the_first_hundred_are_told() {
        bot.configure("", S_TO_A);
        bot.write(IntStream.range(0, 20_000)
                .mapToObj(i -> "unknown-" + i + ": 1\n")
                .collect(Collectors.joining("", bot.configuration(), "")));
        List<String> lines = refused("check");
        assertEquals(101, lines.size());
        assertTrue(lines.getLast().endsWith("has 19900 more problems"), lines.getLast());
    }
}
