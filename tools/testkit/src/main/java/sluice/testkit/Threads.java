package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs work on several threads at once. */
final class Threads {

    private Threads() {}

    /** Runs it on so many threads, waits for all of them, and passes on what one of them threw. */
    static void runAll(int count, IntConsumer work) throws InterruptedException {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread.Builder builder = Thread.ofPlatform().uncaughtExceptionHandler((_, thrown) -> fault.set(thrown));
            threads.add(builder.start(() -> work.accept(number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(fault.get());
    }
}
