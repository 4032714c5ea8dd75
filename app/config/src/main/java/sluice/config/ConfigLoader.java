package sluice.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import sluice.api.Bounded;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.log.Secret;

/** Reads the configuration, and finds everything that is wrong with it in one go. This class is thread-safe. */
public final class ConfigLoader {

    private static final Set<String> OPEN = Set.of(WatchReader.NAME, StepReader.NAME, PluginSections.NAME);

    private final Path file;

    @Bounded("the variables of the process")
    private final Map<String, String> environment;

    private final boolean tokenNeeded;
    private final Problems problems;

    private ConfigLoader(Path file, Map<String, String> environment, boolean tokenNeeded) {
        this.file = file;
        this.environment = environment;
        this.tokenNeeded = tokenNeeded;
        problems = new Problems(file);
    }

    /**
     * Reads a file, for a bot that is to run.
     *
     * @param file the file; relative paths in it start from the folder it is in
     * @param environment the environment variables
     * @return the configuration, with a token, or what is wrong
     */
    public static Loaded load(Path file, Map<String, String> environment) {
        return new ConfigLoader(file, environment, true).load();
    }

    /**
     * Reads a file for a command that does not call Telegram: a missing token is no problem, a wrong one is.
     *
     * @param file the file; relative paths in it start from the folder it is in
     * @param environment the environment variables
     * @return the configuration, with a token if there is one, or what is wrong
     */
    public static Loaded loadWithoutToken(Path file, Map<String, String> environment) {
        return new ConfigLoader(file, environment, false).load();
    }

    /**
     * Reads a text as if it stood in a file; a missing token is no problem.
     *
     * @param file the name for problems; relative paths start from its folder
     * @param yaml the text of the configuration
     * @param environment the environment variables
     * @return the configuration, with a token if there is one, or what is wrong
     */
    public static Loaded parse(Path file, String yaml, Map<String, String> environment) {
        return new ConfigLoader(file, environment, false).parse(yaml);
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
        MappingReader reader = new MappingReader(problems, "", Keys.ALL, OPEN);
        Values values = root.map(reader::read).orElseGet(Values::new);
        Optional<Secret> token = new TokenReader(values, file, environment, problems).read(tokenNeeded);
        checkHttp(values);
        Map<String, Settings> plugins = new PluginSections(problems).read(values.raw());
        StepReader steps = new StepReader(problems);
        List<Step> defaultSteps = steps.read("", values.raw(), false).orElse(List.of());
        List<Watch> watches = watches(values, steps);
        if (problems.count() > 0) {
            return new Loaded.Invalid(problems.byLine());
        }
        NoEffect.inFile(values, problems);
        return new Loaded.Valid(new Assembly(file, values)
                .config(token, plugins, watches, defaultSteps, steps.uses(), problems.warnings()));
    }

    private void checkHttp(Values values) {
        values.find(Keys.HTTP_BIND).filter(bind -> !isLoopback(bind)).ifPresent(bind -> {
            if (!values.isWritten(Keys.HTTP_TOKEN)) {
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
}
