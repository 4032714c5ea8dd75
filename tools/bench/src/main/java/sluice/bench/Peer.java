package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The programs under {@code bench/peers}, with the defaults of what they are made of. */
enum Peer implements Subject {
    GRAMMY("grammY", "grammy.js"),
    GRAMMY_RUNNER("grammY, runner", "grammy-runner.js"),
    TELEGRAF("telegraf", "telegraf.js"),
    TELEGRAM_BOTS("TelegramBots", "");

    private static final Path FOLDER =
            Path.of("tools", "bench", "target", "peers").toAbsolutePath();

    private final String label;
    private final String script;

    Peer(String label, String script) {
        this.label = label;
        this.script = script;
    }

    @Override
    public String title() {
        return label;
    }

    @Override
    public ProcessBuilder command(Scene scene, Path dir) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script.isEmpty() ? java(scene.transport) : List.of("node", script));
        builder.directory(FOLDER.toFile());
        builder.environment().putAll(scene.transport.nodeEnvironment());
        builder.environment().put("TOKEN", scene.telegram.token());
        builder.environment().put("API_ROOT", scene.uri().toString());
        builder.environment()
                .put(
                        "WATCHES",
                        scene.shape.watches().stream()
                                .map(watch -> watch.source() + ":" + watch.destination())
                                .collect(Collectors.joining(" ")));
        return builder;
    }

    private static List<String> java(Transport transport) throws IOException {
        Path built = FOLDER.resolve("telegrambots");
        String jars = Files.readString(built.resolve("classpath")).strip();
        Path java = Path.of(System.getProperty("sluice.bench.jdk"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-cp", built.resolve("classes") + ":" + jars));
        command.addAll(transport.javaOptions());
        command.add("sluice.peer.CopyBot");
        return command;
    }
}
