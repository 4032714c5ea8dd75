package sluice.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import sluice.api.Bounded;
import sluice.api.SettingsException;
import sluice.base.text.Suggestion;

/**
 * Reads the keys of a mapping that are in a table, and reports all else. A key may be written in sections or with dots
 * ({@code deliver.pace.global}).
 */
final class MappingReader {

    private final Problems problems;
    private final String prefix;

    @Bounded("the keys that there are")
    private final Map<String, Key<?>> keys = new HashMap<>();

    @Bounded("the sections that there are")
    private final Set<String> sections = new HashSet<>();

    @Bounded("watches and plugins")
    private final Set<String> open;

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final Map<String, Integer> lines = new HashMap<>();

    private final Values values;

    /**
     * A reader for one mapping.
     *
     * @param prefix the prefix of key names in problems
     * @param table the known keys
     * @param open names of keys that are only collected, with all that stands under them
     * @param values receives what is read
     */
    MappingReader(Problems problems, String prefix, List<Key<?>> table, Set<String> open, Values values) {
        this.values = values;
        this.problems = problems;
        this.prefix = prefix;
        this.open = open;
        for (Key<?> key : table) {
            keys.put(key.name(), key);
            for (int dot = key.name().indexOf('.'); dot > 0; dot = key.name().indexOf('.', dot + 1)) {
                sections.add(key.name().substring(0, dot));
            }
        }
    }

    void read(MappingNode mapping) {
        section(mapping, "");
    }

    private void section(MappingNode mapping, String path) {
        YamlText.read(mapping, problems, (key, line, node) -> {
            String name = path + key;
            Integer first = lines.putIfAbsent(name, line);
            if (first == null) {
                entry(name, line, node);
            } else {
                problems.add(line, prefix + name, "is given twice, first in line " + first);
            }
        });
    }

    private void entry(String name, int line, Node node) {
        Key<?> key = keys.get(name);
        if (key != null) {
            value(key, line, node);
        } else if (open.contains(name) || open.stream().anyMatch(o -> name.startsWith(o + "."))) {
            values.putRaw(name, new Values.Raw(line, node));
        } else if (!sections.contains(name)) {
            problems.add(line, prefix + name, "there is no such key" + suggestion(name));
        } else if (node instanceof MappingNode mapping) {
            section(mapping, name + ".");
        } else if (!YamlText.isNothing(node)) {
            String message = "must hold keys and values, " + YamlText.contrast(node) + "; " + allowedIn(name + ".");
            problems.add(line, prefix + name, message);
        }
    }

    private String suggestion(String name) {
        Set<String> known = new HashSet<>(keys.keySet());
        known.addAll(sections);
        known.addAll(open);
        return Suggestion.nearest(name, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElseGet(() -> "; " + allowedIn(name.substring(0, name.lastIndexOf('.') + 1)));
    }

    private String allowedIn(String section) {
        return Stream.concat(keys.keySet().stream(), open.stream())
                .filter(name -> name.startsWith(section))
                .map(name -> name.substring(section.length()).replaceFirst("\\..*", ""))
                .distinct()
                .sorted()
                .collect(Collectors.joining("`, `", "allowed: `", "`"));
    }

    private void value(Key<?> key, int line, Node node) {
        int before = problems.count();
        List<String> texts = new ArrayList<>();
        List<Object> parsed = new ArrayList<>();
        boolean several = key.isList() && node instanceof SequenceNode;
        for (Node item : items(key, node)) {
            int itemLine = several ? YamlText.line(item) : line;
            String expected = several ? key.kind().allowed() : key.allowed();
            YamlText.value(item, itemLine, prefix + key.name(), expected, problems)
                    .ifPresent(text -> {
                        if (key.kind().secret()) {
                            problems.hide(text);
                        }
                        parse(key, itemLine, text).ifPresent(value -> {
                            texts.add(text);
                            parsed.add(value);
                        });
                    });
        }
        if (key.isList() && parsed.size() > key.most()) {
            String message = "must have at most " + key.most() + " entries, not " + parsed.size();
            problems.add(line, prefix + key.name(), message);
        }
        if (problems.count() > before) {
            values.putWrong(key, line);
        } else {
            values.put(key, line, List.copyOf(texts), List.copyOf(parsed));
        }
    }

    /** A single text stands for a list of one, and nothing for an empty list. */
    private static List<Node> items(Key<?> key, Node node) {
        if (key.isList() && node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return key.isList() && YamlText.isNothing(node) ? List.of() : List.of(node);
    }

    private Optional<Object> parse(Key<?> key, int line, String text) {
        try {
            return Optional.of(key.kind().parse(text));
        } catch (SettingsException e) {
            problems.add(line, prefix + key.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
