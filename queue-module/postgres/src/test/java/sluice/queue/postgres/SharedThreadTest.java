package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.server.PostgresDatabase;

/** What the threads are like that the bots of a process share. */
class SharedThreadTest {

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    /** The name of the bot in the lines of the log is inherited by the threads that a bot starts. */
    private static final InheritableThreadLocal<String> BOT = new InheritableThreadLocal<>();

    @Test
    void lines_of_a_shared_thread_do_not_name_the_bot_that_was_first() {
        BOT.set("a");
        PostgresQueue queue = Queues.open(database.url(), "here", "a");
        BOT.remove();
        assertNull(queue.writer().read(BOT::get));
        queue.close();
    }
}
