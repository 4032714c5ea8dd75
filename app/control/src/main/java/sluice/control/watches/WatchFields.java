package sluice.control.watches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.base.json.Json;
import sluice.config.Problem;
import sluice.config.WatchEntries;

/**
 * A watch as the fields of a form: texts by the keys of the configuration, lists with an entry on each line, steps as YAML. They are read
 * by the same rules as the configuration. An entry that would not come back from a line stands there as a JSON string.
 */
public final class WatchFields {

    /** The keys whose values are lists. */
    @Bounded("these")
    public static final Set<String> LISTS =
            Set.of("whitelist", "blacklist", "whitelist-regex", "blacklist-regex", "extract-patterns");

    private static final String STEPS = "steps";
    private static final String NAME = "watch";
    private static final int[] NO_SNIPPET = {};
    private static final Mark PLACE = new Mark("", 0, 0, 0, NO_SNIPPET, 0);

    /**
     * What was read.
     *
     * @param watch empty if something is wrong
     * @param problems in the words of the configuration, by the key that they concern; the empty key for the whole
     */
    public record Read(Optional<Watch> watch, Map<String, String> problems) {

        /** Takes a copy. */
        public Read {
            problems = Map.copyOf(problems);
        }
    }

    private WatchFields() {}

    /** The fields of a watch; what has its default is left out. */
    public static Map<String, String> of(Watch watch) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : WatchYaml.entry(watch).getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            fields.put(
                    key,
                    switch (tuple.getValueNode()) {
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode list
                        when LISTS.contains(key) ->
                            list.getValue().stream()
                                    .map(item -> line(((ScalarNode) item).getValue()))
                                    .collect(Collectors.joining("\n"));
                        case Node other -> WatchYaml.serialized(other);
                    });
        }
        return fields;
    }

    /** Reads a watch; the owner has it if the fields name none. Blank fields count as left out. */
    public static Read read(Map<String, String> fields, Optional<Long> owner) {
        List<NodeTuple> written = new ArrayList<>();
        fields.forEach((key, text) -> {
            if (!text.isBlank() && !key.equals(STEPS)) {
                written.add(new NodeTuple(scalar(key), LISTS.contains(key) ? list(text) : scalar(text.strip())));
            }
        });
        WatchEntries.Entry entry =
                new WatchEntries(Path.of("form"), owner).entry(NAME, written, fields.getOrDefault(STEPS, ""), PLACE);
        Map<String, String> problems = new LinkedHashMap<>();
        for (Problem problem : entry.problems()) {
            problems.merge(key(problem), problem.message(), (one, other) -> one + "; " + other);
        }
        return new Read(entry.watch(), problems);
    }

    private static String key(Problem problem) {
        String key = WatchFile.within(NAME, problem.key());
        return key.startsWith(STEPS) || problem.key().isEmpty() ? STEPS : key;
    }

    private static String line(String entry) {
        return isLine(entry) && entry(entry).equals(entry)
                ? entry
                : TextNode.valueOf(entry).toString();
    }

    /** The entry that a line stands for: itself, unless it is a JSON string that could not stand there otherwise. */
    private static String entry(String line) {
        if (line.startsWith("\"")) {
            try {
                String quoted = Json.MAPPER.readTree(line).asText();
                return isLine(quoted) && !quoted.startsWith("\"") ? line : quoted;
            } catch (JsonProcessingException e) {
                return line;
            }
        }
        return line;
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.lines().toList().equals(List.of(text));
    }

    private static Node list(String text) {
        List<Node> items = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> scalar(entry(line)))
                .toList();
        return new SequenceNode(Tag.SEQ, true, items, PLACE, PLACE, FlowStyle.BLOCK);
    }

    private static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, PLACE, PLACE, ScalarStyle.DOUBLE_QUOTED);
    }
}
