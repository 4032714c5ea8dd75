package sluice.config;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
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
            } else if (name.equals(NAME)) {
                mapping(name, value.line(), value.node(), (key, line, node) -> plugin(NAME + "." + key, line, node));
            }
        });
        return sections;
    }

    private void plugin(String section, int line, Node node) {
        Map<String, String> settings = new HashMap<>();
        mapping(section, line, node, (key, at, value) -> {
            String name = section + "." + key;
            YamlText.value(value, at, name, "a text or a number", problems)
                    .ifPresent(text -> YamlText.put(settings, key, text, at, name, problems));
        });
        if (sections.putIfAbsent(section, new Settings(settings)) != null) {
            problems.add(line, section, "is given twice");
        }
    }

    private void mapping(String name, int line, Node node, YamlText.Entries entries) {
        if (node instanceof MappingNode mapping) {
            YamlText.read(mapping, problems, entries);
        } else if (!YamlText.isNothing(node)) {
            problems.add(line, name, "must hold keys and values, " + YamlText.contrast(node));
        }
    }
}
