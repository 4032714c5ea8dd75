package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Which exchange ends when there is no room for one more. */
class ExchangesTest {

    private static final int LIMIT_SECONDS = 20;

    private final Exchanges exchanges = new Exchanges(2);
    private final CountDownLatch never = new CountDownLatch(1);

    /** An exchange that lasts until it is interrupted. */
    private final class Held {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final FutureTask<Boolean> interrupted;

        Held(boolean waitsForClient) throws InterruptedException {
            interrupted = new FutureTask<>(() -> {
                exchanges.current().waits(waitsForClient);
                begun.countDown();
                try {
                    return never.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    assertThrows(IOException.class, () -> exchanges.current().waits(false));
                    return true;
                }
            });
            exchanges.execute(interrupted);
            assertTrue(begun.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        }

        void assertEnded() throws InterruptedException, ExecutionException, TimeoutException {
            assertTrue(interrupted.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void the_one_that_waited_longest_for_its_client_ends() throws Exception {
        Held first = new Held(true);
        Held second = new Held(true);
        Held third = new Held(true);
        first.assertEnded();
        assertFalse(second.interrupted.isDone());
        Held fourth = new Held(true);
        second.assertEnded();
        assertFalse(third.interrupted.isDone() || fourth.interrupted.isDone());
    }

    @Test
    void one_that_is_being_answered_goes_on() throws Exception {
        Held busy = new Held(false);
        Held waiting = new Held(true);
        new Held(false);
        waiting.assertEnded();
        assertThrows(RejectedExecutionException.class, () -> exchanges.execute(() -> {}));
        assertFalse(busy.interrupted.isDone());
    }

    @Test
    void one_that_ended_leaves_its_place() throws Exception {
        for (int i = 0; i < 10; i++) {
            FutureTask<Thread> busy = new FutureTask<>(() -> {
                exchanges.current().waits(false);
                return Thread.currentThread();
            });
            exchanges.execute(busy);
            assertTrue(busy.get(LIMIT_SECONDS, TimeUnit.SECONDS).join(Duration.ofSeconds(LIMIT_SECONDS)));
        }
    }
}
