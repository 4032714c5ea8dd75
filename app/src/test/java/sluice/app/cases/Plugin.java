package sluice.app.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import sluice.api.Cleanable;

/** A plugin as its author makes it: a module of its own, compiled against {@code sluice.api} and packed into a jar. */
final class Plugin {

    private final String module;
    private final List<String> directives = new ArrayList<>();
    private final Map<String, List<String>> provided = new LinkedHashMap<>();
    private final List<Path> sources = new ArrayList<>();
    private final Path work;

    /**
     * A plugin without classes.
     *
     * @param work a folder for its sources and classes
     * @param module its module and its only package
     */
    Plugin(Path work, String module) {
        this.work = work.resolve(module);
        this.module = module;
        directives.add("requires sluice.api;");
    }

    /** Adds a line to the module descriptor. */
    Plugin directive(String line) {
        directives.add(line);
        return this;
    }

    /** Adds a class; {@code sluice.api} is imported. */
    Plugin type(String name, String body) {
        write(
                module + "/" + name + ".java",
                "package " + module + ";\nimport sluice.api.*;\nimport java.util.*;\n" + body);
        return this;
    }

    /** Adds a class and says what it provides, by the simple names of the services. */
    Plugin provider(String name, String body, String... services) {
        for (String service : services) {
            provided.computeIfAbsent(service, _ -> new ArrayList<>()).add(module + "." + name);
        }
        return type(name, body);
    }

    /** Compiles it, and puts the jar into a folder. */
    void into(Path folder) {
        provided.forEach((service, types) ->
                directive("provides sluice.api." + service + " with " + String.join(", ", types) + ";"));
        write("module-info.java", "module " + module + " {\n" + String.join("\n", directives) + "\n}\n");
        Path classes = work.resolve("classes");
        Stream<String> options = Stream.of("-d", classes.toString(), "--module-path", api().toString());
        run("javac", Stream.concat(options, sources.stream().map(Path::toString)));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path jar = folder.resolve(module + ".jar");
        run("jar", Stream.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    }

    private void write(String file, String text) {
        try {
            Path path = work.resolve("src").resolve(file);
            Files.createDirectories(path.getParent());
            sources.add(Files.writeString(path, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path api() {
        Module api = Cleanable.class.getModule();
        return Path.of(api.getLayer()
                .configuration()
                .findModule(api.getName())
                .flatMap(module -> module.reference().location())
                .orElseThrow());
    }

    private static void run(String tool, Stream<String> args) {
        PrintStream out = System.out;
        int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, args.toArray(String[]::new));
        assertEquals(0, status, tool);
    }
}
