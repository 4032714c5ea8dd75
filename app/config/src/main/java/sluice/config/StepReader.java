package sluice.config;

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
import sluice.api.Step;

/**
 * Reads lists of steps. Each entry is a step's name, or the name with keys and values under it: texts, numbers, or lists of them,
 * which are handed over with an entry on each line.
 */
final class StepReader {

    /** The name under which they stand, at the top and in a watch. */
    static final String NAME = "steps";

    private static final String FORM = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final String EXPECTED =
            "a step's name such as `footer`, with keys and values under it if it needs some";

    private final Problems problems;

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final List<StepUse> uses = new ArrayList<>();

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /** The places of all steps that were read. */
    List<StepUse> uses() {
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
                    uses.add(new StepUse(problems.file(), YamlText.line(item), name, step, forwards));
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
            return MappingReader.valueText(item, line, place, EXPECTED, problems)
                    .filter(name -> isName(name, line, place))
                    .map(name -> new Step(name, new Settings(Map.of())));
        }
        if (mapping.getValue().size() != 1) {
            String names = mapping.getValue().stream()
                    .map(tuple ->
                            MappingReader.keyText(tuple.getKeyNode(), problems).orElse("?"))
                    .collect(Collectors.joining("`, `", "`", "`"));
            problems.add(line, place, "must be one step, not " + names + "; settings stand under the step's name");
            return Optional.empty();
        }
        NodeTuple only = mapping.getValue().getFirst();
        return MappingReader.keyText(only.getKeyNode(), problems)
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
            for (NodeTuple tuple : mapping.getValue()) {
                MappingReader.keyText(tuple.getKeyNode(), problems)
                        .ifPresent(key -> setting(place, key, tuple, settings));
            }
        } else if (!YamlText.isNothing(node)) {
            String message = "must hold keys and values such as `text: hello`, " + YamlText.contrast(node);
            problems.add(YamlText.line(node), place, message);
        }
        return problems.count() > before ? Optional.empty() : Optional.of(settings);
    }

    private void setting(String place, String key, NodeTuple tuple, Map<String, String> settings) {
        int line = YamlText.line(tuple.getKeyNode());
        String name = place + "." + key;
        if (key.isEmpty()) {
            problems.add(line, place, "a key must not be empty");
        } else if (tuple.getValueNode() instanceof SequenceNode sequence) {
            List<String> entries = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                MappingReader.valueText(item, YamlText.line(item), name, "a text or a number", problems)
                        .ifPresent(entries::add);
            }
            if (entries.stream().anyMatch(entry -> entry.lines().count() > 1)) {
                problems.add(line, name, "must have no entry of several lines");
            }
            put(name, key, String.join("\n", entries), line, settings);
        } else {
            MappingReader.valueText(tuple.getValueNode(), line, name, "a text, a number or a list of them", problems)
                    .ifPresent(text -> put(name, key, text, line, settings));
        }
    }

    private void put(String name, String key, String text, int line, Map<String, String> settings) {
        if (settings.put(key, text) != null) {
            problems.add(line, name, "is given twice");
        }
    }
}
