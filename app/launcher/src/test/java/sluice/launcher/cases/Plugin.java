package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Cleanable;

/** A plugin as its author makes it: a module of its own, compiled against {@code sluice.api} and packed into a jar. */
public final class Plugin {

    private final String module;
    private final List<String> directives = new ArrayList<>();
    private final Map<String, List<String>> provided = new LinkedHashMap<>();
    private final List<Path> sources = new ArrayList<>();
    private final List<Path> modulePath = new ArrayList<>(List.of(api()));
    private final Path work;
    private boolean descriptor = true;
    private String carried = "";

    /**
     * A plugin without classes.
     *
     * @param work a folder for its sources and classes
     * @param module its module and its only package
     */
    public Plugin(Path work, String module) {
        this.work = work.resolve(module);
        this.module = module;
        directives.add("requires sluice.api;");
    }

    /** Adds a line to the module descriptor. */
    public Plugin directive(String line) {
        directives.add(line);
        return this;
    }

    /** Adds a class; {@code sluice.api} is imported. */
    public Plugin type(String name, String body) {
        write(
                module + "/" + name + ".java",
                "package " + module + ";\nimport sluice.api.*;\nimport java.util.*;\n" + body);
        return this;
    }

    /** Adds a class and says what it provides, by the simple names of the services. */
    public Plugin provider(String name, String body, String... services) {
        for (String service : services) {
            provided.computeIfAbsent(service, _ -> new ArrayList<>()).add(module + "." + name);
        }
        return type(name, body);
    }

    /** Compiles it against other jars too, and requires their modules. */
    public Plugin requiring(Path jar, String requiredModule) {
        modulePath.add(jar);
        return directive("requires " + requiredModule + ";");
    }

    /** Leaves the module descriptor out, so that it becomes an automatic module named after its jar. */
    public Plugin withoutDescriptor() {
        descriptor = false;
        return this;
    }

    /** Carries a class of the test's own along, with those inside it. */
    public Plugin carrying(Class<?> type) {
        carried = work.resolve("carried").toString();
        String file = type.getName().replace('.', '/') + ".class";
        copy(type, file);
        for (Class<?> inner : type.getDeclaredClasses()) {
            copy(type, inner.getName().replace('.', '/') + ".class");
        }
        for (int i = 1; type.getResource("/" + file.replace(".class", "$" + i + ".class")) != null; i++) {
            copy(type, file.replace(".class", "$" + i + ".class"));
        }
        return this;
    }

    private void copy(Class<?> from, String file) {
        try (InputStream bytes = from.getResourceAsStream("/" + file)) {
            Path copy = Path.of(carried).resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(bytes, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles it, and puts the jar into a folder. */
    public Path into(Path folder) {
        provided.forEach((service, types) ->
                directive("provides sluice.api." + service + " with " + String.join(", ", types) + ";"));
        if (descriptor) {
            write("module-info.java", "module " + module + " {\n" + String.join("\n", directives) + "\n}\n");
        }
        Path classes = work.resolve("classes");
        String jars = modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Stream<String> options =
                Stream.of("-d", classes.toString(), descriptor ? "--module-path" : "--class-path", jars);
        Stream<String> patch = carried.isEmpty() ? Stream.empty() : Stream.of("--patch-module", module + "=" + carried);
        run(
                "javac",
                Stream.of(options, patch, sources.stream().map(Path::toString)).flatMap(args -> args));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path jar = folder.resolve(module + ".jar");
        Stream<String> version = descriptor ? Stream.of("--module-version", "1.0") : Stream.empty();
        run(
                "jar",
                Stream.of(
                                Stream.of("--create", "--file", jar.toString()),
                                version,
                                Stream.of("-C", classes.toString(), "."),
                                carried.isEmpty() ? Stream.<String>empty() : Stream.of("-C", carried, "."))
                        .flatMap(args -> args));
        return jar;
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
        try {
            return Path.of(Cleanable.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String tool, Stream<String> args) {
        PrintStream out = System.out;
        int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, args.toArray(String[]::new));
        assertEquals(0, status, tool);
    }
}
