package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/**
 * Nothing is confirmed to Telegram whose offset the store has not taken, whether it makes jobs or not: a process that may not write any
 * more must not answer for what another one then never sees.
 */
class StoredOffsetTest extends WithBot {

    private static final String DURABLE = "modules: {queue: sqlite}";

    /** It has no watch. */
    private static final long ELSEWHERE = B;

    private void start() {
        bot.start(DURABLE, S_TO_A);
        telegram.post(S, "before");
        awaitTexts(A, "before");
        bot.awaitConfirmed();
    }

    /** Another program has the store's file until this is closed. */
    private Connection lock() throws SQLException {
        Connection other =
                DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("data").resolve("sluice.db"));
        try (Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return other;
    }

    private void awaitRefused() {
        bot.await("the store to be locked", this::isRefused);
    }

    private boolean isRefused() {
        return bot.get("/healthz").body().contains("locked");
    }

    private long nextPollOf(Runnable start) {
        int before = telegram.polls().size();
        start.run();
        return bot.awaitPolls(before + 1).get(before).offset();
    }

    @Test
    void an_update_without_jobs_that_the_store_refuses_is_asked_for_again_after_a_restart() throws SQLException {
        start();
        long offset = telegram.polls().getLast().offset();
        try (Connection _ = lock()) {
            telegram.post(ELSEWHERE, "for nobody");
            awaitRefused();
            assertEquals(0, bot.stop());
        }
        assertEquals(1, telegram.pendingUpdates(), "it is not confirmed");
        assertFalse(bot.log().contains("queue full"), bot::log);

        assertEquals(offset, nextPollOf(bot::startAgain));
        bot.fence();
        bot.awaitConfirmed();
        assertEquals(1, texts(A).size());
    }

    @Test
    void what_follows_an_update_that_the_store_refuses_waits_until_it_writes_again() throws SQLException {
        start();
        long polls = telegram.count("getUpdates");
        try (Connection _ = lock()) {
            telegram.post(ELSEWHERE, "for nobody");
            awaitRefused();
            telegram.post(S, "after");
            bot.time.advance(Duration.ofSeconds(30));
            assertEquals(polls, telegram.count("getUpdates"), "nothing is polled meanwhile");
            assertEquals(2, telegram.pendingUpdates());
            assertEquals(503, bot.get("/healthz").status());
        }
        bot.advanceUntil("the store to work", () -> texts(A).size() == 2);
        bot.awaitConfirmed();
        assertEquals(200, bot.get("/healthz").status());
    }

    @Test
    void a_job_is_not_confirmed_by_the_updates_without_jobs_around_it() throws SQLException {
        telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        bot.start(DURABLE, S_TO_A);
        telegram.post(ELSEWHERE, "for nobody");
        telegram.post(S, "one");
        telegram.post(ELSEWHERE, "for nobody");
        try (Connection _ = lock()) {
            telegram.clearFaults();
            bot.advanceUntil("the store to refuse", this::isRefused);
            assertEquals(0, bot.stop());
        }
        assertEquals(3, telegram.pendingUpdates());
        bot.startAgain();
        bot.fence();
        bot.awaitConfirmed();
        assertEquals(List.of("one"), texts(A));
    }

    @Test
    void the_offset_of_updates_without_jobs_outlives_the_process() {
        start();
        telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        telegram.post(ELSEWHERE, "for nobody");
        bot.awaitStat("intake", "updates", updates -> updates == 2);
        long seen = telegram.polls().getLast().offset();
        stopBot();
        telegram.clearFaults();
        assertEquals(seen, nextPollOf(bot::startAgain));
    }

    @Test
    void a_full_queue_that_drops_says_nothing_of_updates_without_jobs() {
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(300));
        bot.start(DURABLE + "\nqueue: {max-size: 1, max-backlog: 1, when-full: drop}", S_TO_A);
        telegram.post(S, "one");
        bot.awaitStat("queue", "pending", pending -> pending == 1);
        telegram.post(ELSEWHERE, "for nobody");
        bot.awaitConfirmed();
        assertFalse(bot.log().contains("queue full"), bot::log);
        assertEquals(0, bot.stat("queue", "full_events"));
        assertEquals(0, bot.stat("queue", "dropped"));
    }
}
