package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.simulator.Answer;

/**
 * Case E3 after a restart: a chat that has another id keeps it, however that was told, for a watch that is kept in the data directory
 * and for one of the configuration file, which stays as it is.
 */
class MigrationRestartCasesTest extends WithBot {

    private static final String DURABLE = "modules: {queue: sqlite}";
    private static final long GROUP = -4001L;
    private static final long SUPERGROUP = -1004000000001L;

    /** Where the watch stands. */
    enum Place {
        FILE,
        DATA
    }

    @BeforeEach
    void makeGroup() {
        telegram.group(GROUP, "group");
    }

    private void start(Place place, long source, long destination) {
        if (place == Place.FILE) {
            bot.start(DURABLE, copying(source, destination));
            return;
        }
        bot.configure(DURABLE);
        Path file = dir.resolve("more.yaml");
        try {
            Files.writeString(
                    file,
                    "watches: [{id: kept, owner: " + OWNER + ", source: " + source + ", destination: " + destination
                            + "}]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(0, watches("import", file.toString()), bot::log);
        bot.startAgain();
    }

    private int watches(String command, String... args) {
        String[] all = new String[args.length + 4];
        all[0] = "watches";
        all[1] = command;
        System.arraycopy(args, 0, all, 2, args.length);
        all[all.length - 2] = "--config";
        all[all.length - 1] = bot.file().toString();
        return bot.run(all).join();
    }

    private void restart() {
        stopBot();
        bot.startAgain();
    }

    private void postAndSettle(long chat, String text) {
        telegram.post(chat, text);
        bot.fence();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void e3_a_destination_whose_new_id_came_in_an_answer_is_called_by_it_after_a_restart(Place place) {
        telegram.supergroup(SUPERGROUP, "supergroup");
        start(place, S, GROUP);
        String file = bot.configuration();
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        postAndSettle(S, "1");
        restart();
        postAndSettle(S, "2");
        restart();
        postAndSettle(S, "3");
        assertEquals(List.of("1", "2", "3"), texts(SUPERGROUP));
        assertEquals(1, callsTo(GROUP));
        assertEquals(file, bot.configuration(), "the file belongs to its owner");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void e3_a_destination_whose_new_id_came_in_a_service_message_is_called_by_it_after_a_restart(Place place) {
        start(place, S, GROUP);
        telegram.migrate(GROUP, SUPERGROUP);
        bot.fence();
        restart();
        postAndSettle(S, "1");
        assertEquals(List.of("1"), texts(SUPERGROUP));
        assertEquals(0, callsTo(GROUP));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void e3_a_source_that_has_moved_is_watched_under_its_new_id_after_a_restart(Place place) {
        start(place, GROUP, A);
        postAndSettle(GROUP, "1");
        telegram.migrate(GROUP, SUPERGROUP);
        bot.fence();
        restart();
        postAndSettle(SUPERGROUP, "2");
        restart();
        postAndSettle(SUPERGROUP, "3");
        assertEquals(List.of("1", "2", "3"), texts(A));
        assertEquals(0, bot.stat("intake", "skipped_service"), "the service message came before");
    }

    // an answer about the destination rewrites it as a source too, and both outlive the process
    @ParameterizedTest
    @EnumSource(Place.class)
    void e3_a_source_whose_new_id_came_in_an_answer_is_watched_under_it_after_a_restart(Place place) {
        telegram.supergroup(SUPERGROUP, "supergroup");
        start(place, GROUP, A);
        stopBot();
        bot.configure(DURABLE, copying(S, GROUP), place == Place.FILE ? copying(GROUP, A) : copying(B, C));
        bot.startAgain();
        telegram.on("copyMessage").chat(GROUP).answer(Answer.migrateTo(SUPERGROUP));
        postAndSettle(S, "1");
        bot.settle();
        assertEquals(List.of("1"), texts(A));
        restart();
        postAndSettle(SUPERGROUP, "2");
        assertEquals(List.of("1", "2"), texts(A));
        assertEquals(List.of("1"), texts(SUPERGROUP));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void e3_what_waits_for_the_old_id_over_a_restart_arrives_at_the_new_one_in_order(Place place) {
        telegram.supergroup(SUPERGROUP, "supergroup");
        start(place, S, GROUP);
        telegram.on("copyMessage").chat(GROUP).answer(Answer.floodWait(60), Answer.migrateTo(SUPERGROUP));
        postAndSettle(S, "1");
        postAndSettle(S, "2");
        restart();
        telegram.on("copyMessage").chat(SUPERGROUP).answer(Answer.floodWait(60));
        bot.advance(Duration.ofSeconds(60));
        bot.settle();
        restart();
        postAndSettle(S, "3");
        bot.advance(Duration.ofSeconds(60));
        telegram.awaitDelivered(SUPERGROUP, 3);
        assertEquals(List.of("1", "2", "3"), texts(SUPERGROUP));
        assertEquals(2, callsTo(GROUP));
    }

    @Test
    void e3_a_watch_in_the_data_directory_is_rewritten_there() {
        start(Place.DATA, GROUP, A);
        telegram.migrate(GROUP, SUPERGROUP);
        bot.fence();
        stopBot();
        assertEquals(0, watches("export"));
        assertTrue(bot.output().contains("source: " + SUPERGROUP), bot::output);
        assertEquals(0, bot.count("write the new ID"), bot::log);
    }

    // the file is its owner's, who is told at the move and at each start
    @Test
    void e3_that_the_file_names_an_old_id_is_told_at_the_move_and_at_each_start_until_it_does_not() {
        bot.start(DURABLE, copying(GROUP, A), copying(S, GROUP));
        telegram.migrate(GROUP, SUPERGROUP);
        bot.fence();
        String told = "2 watches of the configuration file name chat " + GROUP + ", which has become " + SUPERGROUP;
        bot.awaitLog(told, 1);
        restart();
        bot.awaitLog(told, 2);
        stopBot();
        bot.configure(DURABLE, copying(SUPERGROUP, A), copying(S, SUPERGROUP));
        bot.startAgain();
        postAndSettle(SUPERGROUP, "1");
        postAndSettle(S, "2");
        assertEquals(2, bot.count(told), bot::log);
        assertEquals(List.of("2"), texts(SUPERGROUP));
        assertEquals(List.of("1", "2"), texts(A), "what arrives in the middle goes on");
    }
}
