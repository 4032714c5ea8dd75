package sluice.config;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import sluice.api.Bounded;
import sluice.api.Settings;

/** Reads the sections of plugins, whose keys only the plugins know: one level of keys and texts for each. */
final class PluginSections {

    /** The name under which all of them stand. */
    static final String NAME = "plugins";

    private final Problems problems;

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final Map<String, Settings> sections = new HashMap<>();

    PluginSections(Problems problems) {
        this.problems = problems;
    }

    /** The settings by section, such as {@code plugins.redis}. */
    Map<String, Settings> read(Map<String, Values.Raw> raw) {
        raw.forEach((name, value) -> {
            if (name.startsWith(NAME + ".")) {
                plugin(name, value.line(), value.node());
            } else if (name.equals(NAME) && value.node() instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    MappingReader.keyText(tuple.getKeyNode(), problems)
                            .ifPresent(key ->
                                    plugin(NAME + "." + key, YamlText.line(tuple.getKeyNode()), tuple.getValueNode()));
                }
            } else if (name.equals(NAME)) {
                expectMapping(NAME, value.line(), value.node());
            }
        });
        return sections;
    }

    private void plugin(String name, int line, Node node) {
        Map<String, String> values = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                MappingReader.keyText(tuple.getKeyNode(), problems).ifPresent(key -> setting(name, key, tuple, values));
            }
        } else {
            expectMapping(name, line, node);
        }
        if (sections.putIfAbsent(name, new Settings(values)) != null) {
            problems.add(line, name, "is given twice");
        }
    }

    private void setting(String section, String key, NodeTuple tuple, Map<String, String> values) {
        String name = section + "." + key;
        int line = YamlText.line(tuple.getKeyNode());
        MappingReader.valueText(tuple.getValueNode(), line, name, "a text or a number", problems)
                .ifPresent(text -> {
                    if (values.put(key, text) != null) {
                        problems.add(line, name, "is given twice");
                    }
                });
    }

    private void expectMapping(String name, int line, Node node) {
        if (!YamlText.isNothing(node)) {
            problems.add(line, name, "must hold keys and values, " + YamlText.contrast(node));
        }
    }
}
