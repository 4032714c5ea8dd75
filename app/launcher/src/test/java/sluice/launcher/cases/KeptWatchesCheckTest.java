package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches in the data directory that were good once, or were written by somebody else: told, and no harm to the others. */
class KeptWatchesCheckTest extends WithBot {

    private static final String WATCHES = """
            @Provider(name = "bounded", section = "queue")
            public class Kept implements WatchRepository {
                private static Watch watch(String id, long source, long destination, boolean record, String... no) {
                    return new Watch(id, 4711L, source, 0, destination, 0,
                        new Watch.Filters(List.of(), List.of(), List.of(), List.of(no)), Watch.Mode.FULL, List.of(),
                        false, record, java.time.Duration.ZERO, true, false, false);
                }
                @Override public void start(ComponentContext context) {}
                @Override public List<Watch> watches() {
                    return List.of(
                        watch("bad", %1$dL, %2$dL, false, "(", "ok", "a(?=b)"),
                        watch("good", %1$dL, %3$dL, false, "spam"),
                        watch("note", -1007L, %2$dL, true));
                }
                @Override public void save(Watch watch) {}
                @Override public boolean remove(String id) { return false; }
                @Override public void moved(long from, long to) {}
                @Override public Map<Long, Long> moves() { return Map.of(); }
                @Override public long version() { return 0; }
            }
            """.formatted(S, A, B);

    private Path data;

    @BeforeEach
    void keep() {
        data = dir.resolve("data");
        new Plugin(dir, "kept").provider("Kept", WATCHES, "WatchRepository").into(dir.resolve("plugins"));
        bot.configure("modules.queue: bounded\nplugins-dir: " + dir.resolve("plugins"), copying(S, C));
    }

    private int check() {
        return bot.run("check", "--config", bot.file().toString()).join();
    }

    @Test
    void check_tells_each_problem_of_each_kept_watch_on_its_own_line() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("something"), "is there");
        assertEquals(2, check());
        List<String> lines =
                bot.log().lines().filter(line -> line.contains(": data-dir:")).toList();
        List<String> begins = List.of(
                "bad: blacklist-regex: the `(`",
                "bad: blacklist-regex: look-around",
                "note: `record` needs a queue that keeps notes");
        assertEquals(begins.size(), lines.size(), bot::log);
        for (int i = 0; i < begins.size(); i++) {
            String begin = bot.file() + ": data-dir: watch " + begins.get(i);
            assertTrue(lines.get(i).startsWith(begin), lines.get(i));
        }
    }

    @Test
    void check_counts_the_kept_watches_that_are_good() throws IOException {
        bot.configure("modules.queue: sqlite", copying(S, C));
        Path file = Files.writeString(dir.resolve("more.yaml"), "watches: [" + copying(S, A) + "]\n");
        String[] importing = {
            "watches", "import", file.toString(), "--config", bot.file().toString()
        };
        assertEquals(0, bot.run(importing).join(), bot::log);
        assertEquals(0, check(), bot::log);
        assertTrue(bot.output().endsWith("2 watches and 1 in the data directory\n"), bot::output);
    }

    @Test
    void check_makes_nothing_where_nothing_is_kept_yet() throws IOException {
        bot.configure("", copying(S, C));
        assertEquals(0, check(), bot::log);
        try (var files = Files.list(data)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void a_kept_watch_that_cannot_be_applied_is_left_out_and_told_and_the_others_work() {
        bot.startAgain();
        assertFalse(bot.ended(), bot::log);
        assertEquals(1, bot.count("watch bad (" + S + " to " + A + ") is not used: "), bot::log);
        telegram.post(S, "spam");
        telegram.post(S, "news");
        bot.fence();
        assertEquals(List.of("spam", "news"), texts(C));
        assertEquals(List.of("news"), texts(B));
        assertEquals(List.of(), texts(A));
    }
}
