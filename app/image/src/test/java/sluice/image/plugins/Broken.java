package sluice.image.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import sluice.launcher.cases.Plugin;

/**
 * A way to be a broken plugin, and how it is told of.
 *
 * @param name what the bot shows it as
 * @param state its state there
 * @param phase when it went wrong
 * @param cause an expression that the cause matches
 * @param maker makes it: a folder for its sources, and the plugins folder
 */
record Broken(String name, String state, String phase, String cause, BiConsumer<Path, Path> maker) {

    static Stream<Broken> all() {
        return Stream.concat(unloadable(), Stream.concat(throwing(), hanging()));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<Broken> unloadable() {
        return Stream.of(
                failed("bytes.jar", "load", "FindException: Error reading .*", (_, into) -> randomBytes(into)),
                failed(
                        "descriptor.jar",
                        "load",
                        "FindException: .*InvalidModuleDescriptor.*",
                        (_, into) -> badDescriptor(into)),
                failed("desktop.jar", "load", "FindException: Module java.desktop not found.*", Broken::wantsMore),
                failed(
                        "sluice.peer.jar",
                        "load",
                        "the image has a module `sluice.peer` already.*",
                        (work, into) -> Fixture.make(work, "sluice.peer", "fake", "", into)),
                failed("twin", "load", "the plugin original.jar has a module `original` already", (work, into) -> {
                    Fixture.make(work, "original", "one", "", into);
                    Fixture.make(work.resolve("twin"), "original", "two", "", into.resolve("twin"));
                }),
                failed("same", "discovery", "its name is taken by `same` .*from first.jar.*", (work, into) -> {
                    Fixture.make(work, "first", "same", "", into);
                    Fixture.make(work, "second", "same", "", into);
                }),
                failed("missing", "create", "NoClassDefFoundError: lib/Lib", Broken::lacksLibrary));
    }

    private static Stream<Broken> throwing() {
        String no = "IllegalStateException: no";
        String toss = "throw new IllegalStateException(\"no\");";
        return Stream.of(
                made("constructor", "failed", "create", no, "public Constructor() { " + toss + " }"),
                made(
                        "start",
                        "failed",
                        "start",
                        no,
                        "@Override public void start(ComponentContext c) { " + toss + " }"),
                made(
                        "clean",
                        "active",
                        "clean",
                        no,
                        "@Override public CleanupResult clean(CleanupContext c) { " + toss + " }"),
                made(
                        "endless",
                        "active",
                        "stats",
                        "StackOverflowError",
                        "@Override public Stats stats() { return stats(); }"));
    }

    private static Stream<Broken> hanging() {
        String ten = "it has not returned within 10 s";
        return Stream.of(
                made("hangconstructor", "failed", "create", ten, "public Hangconstructor() { hang(); }"),
                made(
                        "hangstart",
                        "failed",
                        "start",
                        ten,
                        "@Override public void start(ComponentContext c) { hang(); }"),
                made(
                        "hangclean",
                        "active",
                        "clean",
                        ten,
                        "@Override public CleanupResult clean(CleanupContext c) { hang(); return null; }"),
                made(
                        "hangstats",
                        "active",
                        "stats",
                        "it has not returned within 1 s",
                        "@Override public Stats stats() { hang(); return null; }"),
                made(
                        "spins",
                        "active",
                        "clean",
                        ten,
                        "@Override public CleanupResult clean(CleanupContext c) { while (true) { Thread.onSpinWait(); } }"));
    }

    private static Broken failed(String name, String phase, String cause, BiConsumer<Path, Path> maker) {
        return new Broken(name, "failed", phase, cause, maker);
    }

    private static Broken made(String name, String state, String phase, String cause, String member) {
        return new Broken(name, state, phase, cause, (work, into) -> Fixture.make(work, name, member, into));
    }

    private static void randomBytes(Path into) {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        write(into.resolve("bytes.jar"), bytes);
    }

    private static void badDescriptor(Path into) {
        try (OutputStream file = Files.newOutputStream(into.resolve("descriptor.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("module-info.class"));
            jar.write(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 69, 0, 1});
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module of the JDK that the image has not. */
    private static void wantsMore(Path work, Path into) {
        new Plugin(work, "desktop")
                .directive("requires java.desktop;")
                .provider("Desktop", Fixture.source("Desktop", "desktop", ""), "Cleanable")
                .into(into);
    }

    /** A library that was there when it was compiled, and that its folder has not. */
    private static void lacksLibrary(Path work, Path into) {
        Path lib = new Plugin(work, "lib")
                .directive("exports lib;")
                .type("Lib", "public class Lib { public static void use() {} }")
                .into(work);
        new Plugin(work, "missing")
                .requiring(lib, "static lib")
                .provider(
                        "Missing",
                        Fixture.source("Missing", "missing", "public Missing() { lib.Lib.use(); }"),
                        "Cleanable")
                .into(into);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
