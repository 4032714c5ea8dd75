package sluice.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as a tree whose nodes know their lines, and makes no objects of it. Aliases, depth and size are limited, so
 * that no file, however it was made, takes long or much memory.
 */
final class YamlText {

    private static final int MAX_DEPTH = 20;

    private static final Pattern MISPLACED = Pattern.compile("found character '(.)' that cannot start any token");

    interface Entries {
        void entry(String key, int line, Node value);
    }

    private YamlText() {}

    /** Hands over the entries whose key is a text; any other is a problem. */
    static void read(MappingNode mapping, Problems problems, Entries entries) {
        for (NodeTuple tuple : mapping.getValue()) {
            key(tuple.getKeyNode(), problems)
                    .ifPresent(key -> entries.entry(key, line(tuple.getKeyNode()), tuple.getValueNode()));
        }
    }

    /** The text of a key, or a problem. */
    static Optional<String> key(Node key, Problems problems) {
        if (key instanceof ScalarNode scalar && !isNothing(key)) {
            return Optional.of(scalar.getValue());
        }
        problems.add(line(key), "", "a key must be a text, " + contrast(key));
        return Optional.empty();
    }

    /** The text of a value, or a problem; {@code expected} are words that follow "must be". */
    static Optional<String> value(Node value, int line, String key, String expected, Problems problems) {
        if (!(value instanceof ScalarNode scalar) || isNothing(value)) {
            problems.add(line, key, "must be " + expected + ", " + contrast(value));
        } else if (value.getTag().startsWith("!")) {
            problems.add(line, key, "must stand in quotes, because it begins with `!`");
        } else if (scalar.getValue().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            problems.add(line, key, "must not hold half of a surrogate pair, which is no character");
        } else {
            return Optional.of(scalar.getValue());
        }
        return Optional.empty();
    }

    /** Adds a setting, or a problem if there is one of that key already. */
    static void put(Map<String, String> settings, String key, String text, int line, String name, Problems problems) {
        if (settings.put(key, text) != null) {
            problems.add(line, name, "is given twice");
        }
    }

    /** The keys and values of a text; empty when there are none, which is a problem only if one was added. */
    static Optional<MappingNode> read(String text, Problems problems) {
        if (text.isBlank()) {
            // An editor that is just writing the file leaves it empty for a moment; that must not end all watches.
            problems.addForFile("is empty; at least a comment is expected");
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(SourceFile.MAX_IMPORTED_BYTES);
        try {
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
                    .getSingleNode();
            if (root == null || isNothing(root)) {
                return Optional.empty();
            }
            if (root instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.add(line(root), "", "must hold keys and values such as `language: en`, " + contrast(root));
        } catch (MarkedYAMLException e) {
            int column = e.getProblemMark().getColumn() + 1;
            problems.add(
                    e.getProblemMark().getLine() + 1, "", "is not valid YAML at column " + column + ": " + reason(e));
        } catch (ReaderException e) {
            String character = "U+%04X".formatted(e.getCodePoint());
            problems.add(SourceFile.lineAt(text, e.getPosition()), "", "must not contain the character " + character);
        } catch (YAMLException e) {
            problems.addForFile(
                    e.getMessage().startsWith("Number of aliases")
                            ? "refers with `*` to lists or blocks more often than "
                                    + options.getMaxAliasesForCollections() + " times; write some of them out"
                            : "is not a configuration: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The line of a node, from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** A node without a value, such as that of {@code key:} with nothing behind it. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** Describes what a node is instead, to end a sentence that says what it must be. */
    static String contrast(Node node) {
        return switch (node) {
            case MappingNode _ -> "not keys and values";
            case SequenceNode _ -> "not a list";
            default -> isNothing(node) ? "but there is nothing" : "not a text";
        };
    }

    private static String reason(MarkedYAMLException e) {
        if (e.getProblem().contains("(TAB)")) {
            return "a tab stands where YAML allows spaces only";
        }
        Matcher misplaced = MISPLACED.matcher(e.getProblem());
        if (misplaced.lookingAt()) {
            return "a value that begins with `" + misplaced.group(1) + "` must stand in quotes";
        }
        if ("while scanning an alias".equals(e.getContext()) || e.getProblem().startsWith("found undefined alias")) {
            return "a value that begins with `*` must stand in quotes";
        }
        if (e.getContext() == null) {
            return e.getProblem();
        }
        String begun = e.getContextMark() == null
                ? ""
                : " begun in line " + (e.getContextMark().getLine() + 1);
        return e.getContext() + begun + ", " + e.getProblem();
    }
}
