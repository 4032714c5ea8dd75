package sluice.config;

import static java.util.stream.Collectors.toMap;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import sluice.api.Bounded;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.log.Secret;
import sluice.config.Config.StepUse;

/** Reads the configuration, and finds everything that is wrong with it in one go. This class is thread-safe. */
public final class ConfigLoader {

    private static final Set<String> OPEN = Set.of(WatchReader.NAME, StepReader.NAME, PluginSections.NAME);

    /** The default of {@code journal.max-messages} for one of several bots: a message takes half a kilobyte in each of them. */
    private static final int JOURNAL_OF_MANY = 100;

    private final Path file;

    @Bounded("the variables of the process")
    private final Map<String, String> environment;

    private final boolean tokenNeeded;
    private final Optional<Shared> shared;
    private final Problems problems;

    /** What the file of a process says for all its bots. */
    record Shared(Path file, Values values, Map<String, Settings> plugins, List<Step> steps, List<StepUse> uses) {}

    private ConfigLoader(Path file, Map<String, String> environment, boolean tokenNeeded, Optional<Shared> shared) {
        this.file = file;
        this.environment = environment;
        this.tokenNeeded = tokenNeeded;
        this.shared = shared;
        problems = new Problems(file);
    }

    /**
     * Reads a file, for a bot that is to run, or for a process with several.
     *
     * @param file the file; relative paths in it start from the folder it is in
     * @return the configuration, with a token or with the files of its bots, or its problems
     */
    public static Loaded load(Path file, Map<String, String> environment) {
        return new ConfigLoader(file, environment, true, Optional.empty()).load();
    }

    /**
     * Reads a file for a command that does not call Telegram: a missing token is no problem, a wrong one is.
     *
     * @param file the file; relative paths in it start from the folder it is in
     */
    public static Loaded loadWithoutToken(Path file, Map<String, String> environment) {
        return new ConfigLoader(file, environment, false, Optional.empty()).load();
    }

    /**
     * Reads a text as if it stood in a file; a missing token is no problem.
     *
     * @param file the name for problems; relative paths start from its folder
     */
    public static Loaded parse(Path file, String yaml, Map<String, String> environment) {
        return new ConfigLoader(file, environment, false, Optional.empty()).parse(yaml);
    }

    /** Reads the file of one bot of several. The environment is about the process, and its variables are no bot's. */
    static Loaded loadBot(Path file, boolean tokenNeeded, Shared shared) {
        return new ConfigLoader(file, Map.of(), tokenNeeded, Optional.of(shared)).load();
    }

    private Loaded load() {
        return switch (SourceFile.read(file)) {
            case SourceFile.Content.Text(String text) -> parse(text);
            case SourceFile.Content.Unreadable(int line, String why) -> {
                problems.add(line, "", why);
                yield new Loaded.Invalid(problems.byLine());
            }
        };
    }

    private Loaded parse(String yaml) {
        Optional<MappingNode> root = YamlText.read(yaml, problems);
        if (problems.count() > 0) {
            return new Loaded.Invalid(problems.byLine());
        }
        Values values = new Values(shared.map(Shared::values));
        MappingReader reader = new MappingReader(problems, "", Keys.ALL, OPEN, values);
        root.ifPresent(reader::read);
        new EnvironmentReader(problems).read(environment, values);
        boolean several = values.isWritten(Keys.BOTS_DIR) && shared.isEmpty();
        if (several) {
            refuse(List.of(Keys.TOKEN, Keys.TOKEN_FILE), values, "belongs in the file of each bot in `bots-dir`");
            Optional.ofNullable(values.raw().get(WatchReader.NAME))
                    .ifPresent(raw ->
                            problems.add(raw.line(), WatchReader.NAME, "belong in the file of each bot in `bots-dir`"));
        }
        shared.ifPresent(all -> refuse(
                Keys.OF_THE_PROCESS, values, "belongs in `" + all.file().getFileName() + "`: all bots share it"));
        TokenReader secrets = new TokenReader(values, file, environment, problems);
        Optional<Secret> token = several ? Optional.empty() : secrets.read(tokenNeeded, shared.isEmpty());
        if (shared.isEmpty()) {
            values.find(Keys.QUEUE_PASSWORD_FILE)
                    .ifPresent(path -> secrets.warnOfReaders(
                            values.line(Keys.QUEUE_PASSWORD_FILE, 0),
                            Keys.QUEUE_PASSWORD_FILE.name(),
                            "`" + path + "` ",
                            "the password",
                            file.resolveSibling(path)));
        }
        checkHttp(values);
        Map<String, Settings> plugins =
                new HashMap<>(shared.map(Shared::plugins).orElse(Map.of()));
        plugins.putAll(new PluginSections(problems).read(values.raw()));
        StepReader steps = new StepReader(problems);
        Optional<List<Step>> own = steps.read("", values.raw(), false);
        List<Step> defaultSteps = own.or(() -> shared.map(Shared::steps)).orElse(List.of());
        List<Watch> watches = several ? List.of() : watches(values, steps);
        if (problems.count() > 0) {
            return new Loaded.Invalid(problems.byLine());
        }
        NoEffect.inFile(values, problems);
        List<StepUse> uses = new ArrayList<>(steps.uses());
        if (own.isEmpty()) {
            shared.ifPresent(all -> uses.addAll(all.uses()));
        }
        Optional<BotFiles> bots = several
                ? Optional.of(new BotFiles(
                        file.resolveSibling(values.get(Keys.BOTS_DIR)),
                        new Shared(file, values, plugins, defaultSteps, uses),
                        tokenNeeded))
                : Optional.empty();
        return new Loaded.Valid(config(values, bots, token, plugins, watches, defaultSteps, uses));
    }

    private void refuse(Collection<Key<?>> keys, Values values, String why) {
        keys.stream().filter(values::isWritten).forEach(key -> problems.add(values.line(key, 0), key.name(), why));
    }

    private void checkHttp(Values values) {
        values.find(Keys.HTTP_BIND).filter(bind -> !isLoopback(bind)).ifPresent(bind -> {
            if (shared.isEmpty() && !values.isWritten(Keys.HTTP_TOKEN)) {
                problems.add(
                        values.line(Keys.HTTP_BIND, 0),
                        Keys.HTTP_BIND.name(),
                        "must be a loopback address such as `127.0.0.1` as long as `" + Keys.HTTP_TOKEN.name()
                                + "` is not set, not " + Kind.quoted(bind));
            }
        });
    }

    /** A name that would have to be looked up is not taken for a loopback address, since it may change. */
    private static boolean isLoopback(String bind) {
        if (bind.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bind.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    private List<Watch> watches(Values values, StepReader steps) {
        Values.Raw raw = values.raw().get(WatchReader.NAME);
        if (raw == null) {
            return List.of();
        }
        Optional<Long> firstAdmin = values.list(Keys.ADMINS).stream().findFirst();
        return new WatchReader(!values.isWrong(Keys.ADMINS), firstAdmin).read(raw, problems, steps);
    }

    /** The configuration of values in which nothing is wrong. */
    private Config config(
            Values values,
            Optional<BotFiles> bots,
            Optional<Secret> token,
            Map<String, Settings> plugins,
            List<Watch> watches,
            List<Step> steps,
            List<StepUse> stepUses) {
        String bot = shared.isPresent() ? BotFiles.name(file) : "";
        Path process = shared.map(Shared::file).orElse(file);
        return new Config(
                bot,
                bots,
                new Config.Telegram(token, values.get(Keys.API_URL), values.get(Keys.POLL_TIMEOUT)),
                values.list(Keys.ADMINS).stream().distinct().toList(),
                values.get(Keys.LANGUAGE),
                values.get(Keys.PROFILE),
                process.resolveSibling(values.get(Keys.DATA_DIR)).resolve(bot),
                values.find(Keys.PLUGINS_DIR).map(process::resolveSibling),
                modules(values),
                new Config.Http(
                        values.get(Keys.HTTP_BIND),
                        values.get(Keys.HTTP_PORT),
                        // That of the process opens the pages of all bots, and is none of theirs.
                        values.find(Keys.HTTP_TOKEN).filter(_ -> values.isWritten(Keys.HTTP_TOKEN))),
                new Config.Intake(values.find(Keys.MAX_AGE), values.get(Keys.ALBUM_QUIET)),
                deliver(values),
                new Config.Peer(values.get(Keys.PEER_MAX_WAITING)),
                journal(values),
                values.get(Keys.CLEANUP_INTERVAL),
                values.get(Keys.CLEANUP_PRESSURE_THRESHOLD),
                values.get(Keys.STATS_INTERVAL),
                values.get(Keys.LOG_FORMAT),
                sections(values, plugins, process),
                watches,
                steps,
                stepUses,
                problems.warnings());
    }

    private static Config.Modules modules(Values values) {
        Map<String, String> chosen =
                Keys.ROLES.entrySet().stream().collect(toMap(Map.Entry::getKey, role -> values.get(role.getValue())));
        return new Config.Modules(chosen, Set.copyOf(values.list(Keys.MODULES_DISABLED)));
    }

    private Config.Journal journal(Values values) {
        boolean ofMany = shared.isPresent() && values.isDefault(Keys.JOURNAL_MAX_MESSAGES);
        return new Config.Journal(
                ofMany ? JOURNAL_OF_MANY : values.get(Keys.JOURNAL_MAX_MESSAGES), values.get(Keys.JOURNAL_MAX_AGE));
    }

    private static Config.Deliver deliver(Values values) {
        return new Config.Deliver(
                values.get(Keys.MAX_RETRIES),
                values.get(Keys.MAX_FLOOD_RETRIES),
                values.get(Keys.TIMEOUT),
                values.get(Keys.PACE_PER_CHAT),
                values.get(Keys.PACE_PER_GROUP),
                values.get(Keys.PACE_GLOBAL));
    }

    private static Map<String, Settings> sections(Values values, Map<String, Settings> plugins, Path process) {
        Map<String, Settings> sections = new HashMap<>(plugins);
        Keys.ROLES.keySet().forEach(role -> sections.put(role, section(values, key -> isOf(role, key), process)));
        // Notes are in the database of the queue.
        sections.put("notes", section(values, key -> isOf("notes", key) || Keys.DATABASE.contains(key), process));
        return sections;
    }

    private static boolean isOf(String section, Key<?> key) {
        return key.name().startsWith(section + ".");
    }

    private static Settings section(Values values, Predicate<Key<?>> isOfIt, Path process) {
        return new Settings(Keys.ALL.stream()
                .filter(key -> isOfIt.test(key) && values.text(key).isPresent())
                .collect(toMap(
                        key -> key.name().substring(key.name().indexOf('.') + 1),
                        key -> handedOver(key, values.text(key).orElseThrow(), process))));
    }

    /** A module does not know where the file is that a path starts from. */
    private static String handedOver(Key<?> key, String text, Path process) {
        return key.equals(Keys.QUEUE_PASSWORD_FILE) || key.equals(Keys.NOTES_DIR)
                ? process.resolveSibling(text).toAbsolutePath().normalize().toString()
                : text;
    }
}
