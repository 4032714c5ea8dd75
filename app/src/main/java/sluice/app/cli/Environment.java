package sluice.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sluice.app.housekeeping.Heap;
import sluice.app.time.SystemTimeline;
import sluice.app.time.Timeline;

/**
 * What a command gets from the process around it.
 *
 * @param variables the environment variables
 * @param out where results go
 * @param err where complaints go
 * @param terminal whether a person watches {@code out}
 * @param timeline its time
 * @param heap its heap
 * @param stop completes when the process is asked to end
 */
public record Environment(
        Map<String, String> variables,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Timeline timeline,
        Heap heap,
        CompletableFuture<Void> stop) {

    /** How long the process may take to end once it is asked to. */
    private static final Duration END_LIMIT = Duration.ofMillis(9500);

    /**
     * The environment of this process.
     *
     * @return it
     */
    public static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                System.out,
                System.err,
                isTerminal(),
                new SystemTimeline(),
                Heap.ofProcess(),
                new CompletableFuture<>());
    }

    /** Error Prone thinks that there always is a console; in the image, which has no jdk.internal.le, there is none in a pipe. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Lets a signal that ends the process complete {@link #stop}, and wait until the command has ended.
     *
     * @param ended completes when the command has ended
     */
    void endWithProcess(CompletableFuture<?> ended) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.complete(null);
            try {
                ended.get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException e) {
                err.println("sluice: did not end within " + END_LIMIT.toMillis() + " ms");
            } catch (java.util.concurrent.ExecutionException e) {
                err.println("sluice: ended with " + e.getCause());
            }
        }));
    }
}
