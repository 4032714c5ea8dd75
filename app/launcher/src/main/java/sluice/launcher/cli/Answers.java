package sluice.launcher.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import sluice.api.Bounded;

/** Lines that a person types while the program goes on with something else. For one thread. */
final class Answers {

    private static final int TYPED_AHEAD = 16;

    private final InputStream in;
    private final boolean terminal;

    /** Empty for the end of the input. */
    @Bounded("TYPED_AHEAD")
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(TYPED_AHEAD);

    private boolean reading;
    private boolean ended;

    /** Lines of a stream; {@code terminal} when a person types them there, so that secrets are asked for without showing them. */
    Answers(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /** True when nothing more will come. */
    boolean ended() {
        return ended;
    }

    /** Asks for a line that is not shown while it is typed, where there is a terminal; empty when there is no answer. */
    @SuppressWarnings("SystemConsoleNull") // in the image there is none in a pipe
    Optional<String> secret(String question, PrintStream out) throws InterruptedException {
        Console console = System.console();
        if (terminal && console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s", question);
            ended = typed == null;
            return Optional.ofNullable(typed).map(String::new).map(String::strip);
        }
        out.print(question);
        out.flush();
        Optional<String> line = Optional.empty();
        while (line.isEmpty() && !ended) {
            line = poll(Duration.ofSeconds(1));
        }
        return line;
    }

    /** The next line without blanks around it; empty when none comes for a while, or ever. */
    Optional<String> poll(Duration longest) throws InterruptedException {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().daemon().name("sluice-typed").start(this::read);
        }
        Optional<String> line = ended ? null : lines.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        ended |= line != null && line.isEmpty();
        return line == null ? Optional.empty() : line.map(String::strip);
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(Optional.of(line));
            }
            lines.put(Optional.empty());
        } catch (IOException e) {
            lines.offer(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
