package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The runtime image, with its HTTP port and without pacing.
 *
 * @param title what it is called
 * @param settings further lines of its configuration
 * @param javaOptions for its JVM, besides the launcher's
 * @param watches further ones, as lines of the configuration
 */
record Sluice(String title, String settings, String javaOptions, String watches) implements Subject {

    static final Path IMAGE = Path.of("app", "target", "image");

    Sluice(String title, String settings, String javaOptions) {
        this(title, settings, javaOptions, "");
    }

    static Sluice with(String queue) {
        return new Sluice(queue, "modules.queue: " + queue, "");
    }

    @Override
    public ProcessBuilder command(Scene scene, Path dir) throws IOException {
        String listed = scene.shape.watches().stream()
                .map(watch -> "  - {source: " + watch.source() + ", destination: " + watch.destination() + "}\n")
                .collect(Collectors.joining());
        Path config = Files.writeString(
                dir.resolve("sluice.yaml"),
                String.format(Locale.ROOT, """
                telegram: {token: "%s", api-url: %s}
                admins: [4711]
                data-dir: '%s'
                http.port: 0
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                %s
                watches:
                """, scene.telegram.token(), scene.uri(), dir.resolve("data"), settings)
                        + listed
                        + watches);
        Path launcher = IMAGE.resolve("bin").resolve("sluice");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run", "--config", config.toString());
        builder.environment()
                .put("SLUICE_JAVA_OPTS", String.join(" ", scene.transport.javaOptions()) + " " + javaOptions);
        return builder;
    }
}
