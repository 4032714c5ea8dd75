package sluice.control.watches;

import java.util.Arrays;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of an entry of {@code watch_config.json}, each with the key of the configuration that means the same. */
enum PythonField {
    SOURCE("source", "source", Type.TEXT),
    DEST("dest", "destination", Type.TEXT_OR_NULL),
    WHITELIST("whitelist", "whitelist", Type.TEXTS),
    BLACKLIST("blacklist", "blacklist", Type.TEXTS),
    WHITELIST_REGEX("whitelist_regex", "whitelist-regex", Type.TEXTS),
    BLACKLIST_REGEX("blacklist_regex", "blacklist-regex", Type.TEXTS),
    PRESERVE_FORWARD_SOURCE("preserve_forward_source", "preserve-source", Type.FLAG),
    FORWARD_MODE("forward_mode", "mode", Type.TEXT),
    EXTRACT_PATTERNS("extract_patterns", "extract-patterns", Type.TEXTS),
    RECORD_MODE("record_mode", "record", Type.FLAG);

    private final String field;
    private final String key;
    private final Type type;

    PythonField(String field, String key, Type type) {
        this.field = field;
        this.key = key;
        this.type = type;
    }

    private enum Type {
        TEXT("a text"),
        TEXT_OR_NULL("a text or null"),
        TEXTS("an array of texts"),
        FLAG("true or false");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        boolean fits(Node node) {
            return switch (this) {
                case TEXT -> isText(node);
                case TEXT_OR_NULL -> isText(node) || isNull(node);
                case TEXTS ->
                    node instanceof SequenceNode array
                            && array.getValue().stream().allMatch(PythonField::isText);
                case FLAG -> node.getTag().equals(Tag.BOOL);
            };
        }
    }

    static Optional<PythonField> of(String field) {
        return Arrays.stream(values()).filter(one -> one.field.equals(field)).findFirst();
    }

    /** A text about keys of the configuration, with the names of the fields in their place. */
    static String inItsOwnWords(String text) {
        String result = text;
        for (PythonField one : values()) {
            result = result.replace("`" + one.key + "`", "`" + one.field + "`");
        }
        return result;
    }

    /** The name of the field of a key, or the key itself. */
    static String nameOf(String key) {
        return Arrays.stream(values())
                .filter(one -> one.key.equals(key))
                .map(one -> one.field)
                .findFirst()
                .orElse(key);
    }

    String key() {
        return key;
    }

    /** The problem with the type of a value. */
    Optional<String> problem(Node value) {
        return type.fits(value)
                ? Optional.empty()
                : Optional.of(field + ": must be " + type.words + ", not " + typeOf(value));
    }

    static boolean isText(Node node) {
        return node.getTag().equals(Tag.STR);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static String typeOf(Node node) {
        return switch (node) {
            case MappingNode _ -> "an object";
            case SequenceNode array ->
                array.getValue().stream()
                        .filter(item -> !isText(item))
                        .findFirst()
                        .map(item -> "an array with " + typeOf(item))
                        .orElse("an array");
            default -> {
                Tag tag = node.getTag();
                yield isNull(node)
                        ? "null"
                        : isText(node) ? "a text" : tag.equals(Tag.BOOL) ? "a truth value" : "a number";
            }
        };
    }
}
