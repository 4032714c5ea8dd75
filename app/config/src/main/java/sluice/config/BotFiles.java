package sluice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.base.log.Secret;

/**
 * The files of the bots of a process: each {@code NAME.yaml} in its {@code bots-dir} is a bot, and is read on top of the process's
 * own file. For one thread at a time.
 */
public final class BotFiles {

    /** The most bots of a process. */
    public static final int MOST = 10_000;

    private static final Pattern FILE = Pattern.compile("(?i)[^.].*\\.ya?ml");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private record Version(Path file, SourceFile.Mark mark, Loaded loaded) {}

    private final Path folder;
    private final ConfigLoader.Shared shared;
    private final boolean tokenNeeded;

    /** By name; those that were there first come first, since they keep their token. */
    @Bounded("MOST")
    private final Map<String, Version> versions = new LinkedHashMap<>();

    BotFiles(Path folder, ConfigLoader.Shared shared, boolean tokenNeeded) {
        this.folder = folder;
        this.shared = shared;
        this.tokenNeeded = tokenNeeded;
    }

    /** The name of the bot whose file it is: the file's own, without the ending. */
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.ya?ml$", "");
    }

    /**
     * Looks at the folder, and reads the files that are new or were changed since the last time. What has not changed is the same
     * object as the last time.
     *
     * @return by name, the configuration of each bot or what is wrong with its file
     * @throws IOException if the folder cannot be read; what was read of it before still holds
     */
    public Map<String, Loaded> look() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .limit(MOST)
                    .forEach(file -> {
                        // The second of a name stands under its whole name, which is none that a bot can have.
                        String name = name(file);
                        files.put(files.containsKey(name) ? file.getFileName().toString() : name, file);
                    });
        }
        versions.keySet().retainAll(files.keySet());
        files.forEach((name, file) -> {
            SourceFile.Mark mark = SourceFile.Mark.of(file);
            Version before = versions.get(name);
            if (before == null || !before.file().equals(file) || !before.mark().equals(mark)) {
                versions.put(name, new Version(file, mark, read(name, file)));
            }
        });
        return withoutRepeats();
    }

    public Path folder() {
        return folder;
    }

    private Loaded read(String name, Path file) {
        if (!name.equals(name(file))) {
            return invalid(file, "", "is the second file of the bot `" + name(file) + "`; a bot has one");
        }
        return NAME.matcher(name).matches()
                ? ConfigLoader.loadBot(file, tokenNeeded, shared)
                : invalid(
                        file,
                        "",
                        "must have a name of lower-case letters, digits, `-` and `_`, at most 63: the bot has it too");
    }

    /** Telegram gives updates to one poller of a token: the bot that came later does not run. */
    private Map<String, Loaded> withoutRepeats() {
        Map<String, String> owners = new HashMap<>();
        Map<String, Loaded> bots = new LinkedHashMap<>();
        versions.forEach((name, version) -> {
            Optional<String> owner = token(version.loaded()).map(token -> owners.putIfAbsent(token, name));
            bots.put(
                    name,
                    owner.map(other -> invalid(
                                    version.file(),
                                    Keys.TOKEN.name(),
                                    "is the token of the bot `" + other + "` already; each bot needs one of its own"))
                            .orElse(version.loaded()));
        });
        return bots;
    }

    private static Optional<String> token(Loaded loaded) {
        return loaded instanceof Loaded.Valid(Config config)
                ? config.telegram().token().map(Secret::reveal)
                : Optional.empty();
    }

    private static Loaded invalid(Path file, String key, String message) {
        return new Loaded.Invalid(List.of(new Problem(file, 0, key, message)));
    }
}
