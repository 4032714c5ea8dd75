import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** The way from the archive to the first copy. Ends with exit code 1 where it leads nowhere. */
final class Newcomer {

    private static final long SOURCE = -1001000000001L;
    private static final long DESTINATION = -1002000000001L;
    private static final long ADMIN = 123456789;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Step(String what, Duration took, int inputs) {}

    private final List<Step> steps = new ArrayList<>();
    private final Path work;
    private final Path root;
    private long started = System.nanoTime();

    private Newcomer(Path work) {
        this.work = work;
        this.root = work.resolve("root");
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory("sluice-newcomer");
        try (Simulator telegram = Simulator.start(SimulatorOptions.defaults())) {
            new Newcomer(work).play(telegram);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void play(Simulator telegram) throws Exception {
        telegram.channel(SOURCE, "Source");
        telegram.channel(DESTINATION, "Destination");
        telegram.username(DESTINATION, "my_destination");
        telegram.user(ADMIN, "Newcomer");

        Path archive;
        try (Stream<Path> files = Files.list(Path.of("app/target"))) {
            archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
        Path unpacked = Files.createDirectories(work.resolve("unpacked"));
        run("tar", "-xzf", archive.toString(), "-C", unpacked.toString(), "--strip-components=1");
        done("unpack the archive", 1);
        run(unpacked.resolve("install.sh").toString(), "--root", root.toString());
        done("install.sh", 1);
        init(telegram);
        done("sluice init: token, y, a forwarded post, @name", 5);

        Process bot = start("run");
        try {
            telegram.post(SOURCE, "the first post");
            telegram.awaitDelivered(DESTINATION, 1);
            done("start, until the first copy has arrived", 1);
        } finally {
            bot.destroy();
            bot.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        steps.forEach(step -> System.out.printf(
                "%6.1f s  %d inputs  %s%n", step.took().toMillis() / 1000.0, step.inputs(), step.what()));
        System.out.printf(
                "%6.1f s  %d inputs  together%n",
                steps.stream().mapToLong(step -> step.took().toMillis()).sum() / 1000.0,
                steps.stream().mapToInt(Step::inputs).sum());
    }

    private void init(Simulator telegram) throws Exception {
        Process init = start("init", "--api-url", telegram.uri().toString());
        try (BufferedWriter keyboard = new BufferedWriter(new OutputStreamWriter(init.getOutputStream(), UTF_8))) {
            type(keyboard, telegram.token());
            awaitShown("send /start");
            telegram.post(ADMIN, "/start");
            awaitShown("Is that you?");
            type(keyboard, "y");
            awaitShown("Source:");
            telegram.draft(ADMIN).text("news").forwardOf(telegram.post(SOURCE, "news")).post();
            awaitShown("Destination:");
            type(keyboard, "@my_destination");
            if (!init.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || init.exitValue() != 0) {
                throw new IllegalStateException("init: " + shown());
            }
        }
    }

    private static void type(BufferedWriter keyboard, String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    private Process start(String command, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                root.resolve("opt/sluice/bin/sluice").toString(),
                command,
                "--config",
                root.resolve("etc/sluice/sluice.yaml").toString()));
        line.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("shown").toFile());
        builder.environment().put("SLUICE_DATA_DIR", root.resolve("var/lib/sluice").toString());
        builder.environment().put("SLUICE_HTTP_PORT", "0");
        return builder.start();
    }

    private String shown() throws IOException {
        return Files.readString(work.resolve("shown"), UTF_8);
    }

    private void awaitShown(String words) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shown().contains(words)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no `" + words + "` in:\n" + shown());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(List.of(command) + " failed");
        }
    }

    private void done(String what, int inputs) {
        long now = System.nanoTime();
        steps.add(new Step(what, Duration.ofNanos(now - started), inputs));
        started = now;
    }
}
