package sluice.launcher.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sluice.base.log.Secrets;
import sluice.base.time.SystemTimeline;
import sluice.base.time.Timeline;
import sluice.host.cleanup.Heap;

/**
 * The environment that a command gets from the process around it.
 *
 * @param variables the environment variables by name
 * @param in standard input, for answers
 * @param out standard output, for results
 * @param err standard error, for complaints
 * @param terminal true if a person watches {@code out}
 * @param stop completes when the process is asked to end
 */
public record Environment(
        Map<String, String> variables,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Timeline timeline,
        Heap heap,
        CompletableFuture<Void> stop) {

    /** The time limit for the process to end once it is asked to. */
    private static final Duration END_LIMIT = Duration.ofMillis(9500);

    /** The environment of this process, with the system's clock and standard streams. */
    public static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                System.in,
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

    /** Prints a line of results. */
    public void print(String line) {
        out.println(line);
    }

    /** Prints a line of complaints, without secrets. */
    public void complain(String line) {
        err.println(Secrets.redact(line));
    }

    /** Lets a signal that ends the process complete {@link #stop}, and wait until the command has ended. */
    public void endWithProcess(CompletableFuture<?> ended) {
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
