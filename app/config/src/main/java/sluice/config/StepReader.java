package sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import sluice.api.Bounded;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Step;

/**
 * Reads lists of steps. Each entry is a step's name, or the name with keys and values under it: texts, numbers, or lists of them,
 * which are handed over with an entry on each line.
 */
public final class StepReader {

    /** The name under which they stand, at the top and in a watch. */
    static final String NAME = "steps";

    private static final String FORM = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final String EXPECTED =
            "a step's name such as `footer`, with keys and values under it if it needs some";

    private final Problems problems;

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final List<Config.StepUse> uses = new ArrayList<>();

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads one step from the text that stands under its name in a file: keys and values, blank for none.
     *
     * @param name the step's name
     * @throws SettingsException if the text is nothing that could stand there
     */
    public static Step step(String name, String settings) {
        Problems problems = new Problems(Path.of(name));
        Optional<Step> step = YamlText.read(name + ":\n" + settings.indent(2), problems)
                .flatMap(entry -> new StepReader(problems).step(NAME, entry));
        return step.filter(_ -> problems.count() == 0)
                .orElseThrow(() -> new SettingsException(problems.byLine().stream()
                        .findFirst()
                        .map(Problem::message)
                        .orElse("")));
    }

    List<Config.StepUse> uses() {
        return uses;
    }

    /** The steps under a prefix; empty when there is no list. */
    Optional<List<Step>> read(String prefix, Map<String, Values.Raw> raw, boolean forwards) {
        raw.forEach((name, value) -> {
            if (name.startsWith(NAME + ".")) {
                problems.add(value.line(), prefix + name, "there is no such key; `" + NAME + "` is a list");
            }
        });
        return Optional.ofNullable(raw.get(NAME)).map(value -> list(prefix + NAME, value, forwards));
    }

    private List<Step> list(String key, Values.Raw value, boolean forwards) {
        List<Step> steps = new ArrayList<>();
        if (value.node() instanceof SequenceNode sequence) {
            if (sequence.getValue().size() > Step.MAX_STEPS) {
                problems.add(value.line(), key, "must have at most " + Step.MAX_STEPS + " entries");
            }
            int number = 0;
            for (Node item : sequence.getValue()) {
                String place = key + "[" + ++number + "]";
                step(place, item).ifPresent(step -> {
                    steps.add(step);
                    String name = place + "." + step.name();
                    uses.add(new Config.StepUse(problems.file(), YamlText.line(item), name, step, forwards));
                });
            }
        } else if (!YamlText.isNothing(value.node())) {
            problems.add(value.line(), key, "must be a list of steps, " + YamlText.contrast(value.node()));
        }
        return steps;
    }

    private Optional<Step> step(String place, Node item) {
        int line = YamlText.line(item);
        if (!(item instanceof MappingNode mapping)) {
            return YamlText.value(item, line, place, EXPECTED, problems)
                    .filter(name -> isName(name, line, place))
                    .map(name -> new Step(name, new Settings(Map.of())));
        }
        if (mapping.getValue().size() != 1) {
            String names = mapping.getValue().stream()
                    .map(tuple -> YamlText.key(tuple.getKeyNode(), problems).orElse("?"))
                    .collect(Collectors.joining("`, `", "`", "`"));
            problems.add(line, place, "must be one step, not " + names + "; settings stand under the step's name");
            return Optional.empty();
        }
        NodeTuple only = mapping.getValue().getFirst();
        return YamlText.key(only.getKeyNode(), problems)
                .filter(name -> isName(name, line, place))
                .flatMap(name -> settings(place + "." + name, only.getValueNode())
                        .map(settings -> new Step(name, new Settings(settings))));
    }

    private boolean isName(String name, int line, String place) {
        if (!name.matches(FORM)) {
            problems.add(line, place, "must be " + EXPECTED + ", not " + Kind.quoted(name));
            return false;
        }
        return true;
    }

    private Optional<Map<String, String>> settings(String place, Node node) {
        int before = problems.count();
        Map<String, String> settings = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            YamlText.read(mapping, problems, (key, line, value) -> setting(place, key, line, value, settings));
        } else if (!YamlText.isNothing(node)) {
            String message = "must hold keys and values such as `text: hello`, " + YamlText.contrast(node);
            problems.add(YamlText.line(node), place, message);
        }
        return problems.count() > before ? Optional.empty() : Optional.of(settings);
    }

    private void setting(String place, String key, int line, Node value, Map<String, String> settings) {
        String name = place + "." + key;
        if (key.isEmpty()) {
            problems.add(line, place, "a key must not be empty");
        } else if (value instanceof SequenceNode sequence) {
            List<String> entries = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                YamlText.value(item, YamlText.line(item), name, "a text or a number", problems)
                        .ifPresent(entries::add);
            }
            if (entries.stream().anyMatch(entry -> entry.lines().count() > 1)) {
                problems.add(line, name, "must have no entry of several lines");
            }
            YamlText.put(settings, key, String.join("\n", entries), line, name, problems);
        } else {
            YamlText.value(value, line, name, "a text, a number or a list of them", problems)
                    .ifPresent(text -> YamlText.put(settings, key, text, line, name, problems));
        }
    }
}
