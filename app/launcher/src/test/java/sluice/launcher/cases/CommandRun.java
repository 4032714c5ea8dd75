package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import sluice.launcher.cli.Cli;
import sluice.launcher.cli.Environment;

/** A command that was run to its end in this process: its exit code, and what it has printed. */
record CommandRun(int code, String out, String err) {

    static CommandRun of(FakeTimeline time, Map<String, String> variables, InputStream in, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = run(time, variables, in, out, err, args);
        return new CommandRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** A command with the configuration of a bot; {@code out} is all that it has printed, in its order. */
    static CommandRun printingTogether(TestBot bot, String command) {
        var all = new ByteArrayOutputStream();
        int code = run(
                bot.time,
                Map.of(),
                InputStream.nullInputStream(),
                all,
                all,
                command,
                "--config",
                bot.file().toString());
        return new CommandRun(code, all.toString(UTF_8), "");
    }

    /** Runs a command with streams of the caller's own; its exit code. */
    static int run(
            FakeTimeline time,
            Map<String, String> variables,
            InputStream in,
            OutputStream out,
            OutputStream err,
            String... args) {
        Environment environment = new Environment(
                variables,
                in,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                time,
                new FakeHeap(),
                new CompletableFuture<>());
        return Cli.run(environment, args);
    }
}
