package sluice.control.watches;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads JSON as the same tree as YAML, whose nodes know their lines and in which a key that is given twice stands twice,
 * so that both are checked alike.
 */
final class JsonTree {

    private static final int MAX_DEPTH = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final int[] NO_SNIPPET = {};

    private final JsonParser parser;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** The tree of a text that holds one value and nothing behind it. */
    static Node read(String text) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Node root = new JsonTree(parser).node();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something stands behind the end", parser.currentTokenLocation());
            }
            return root;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private Node node() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> scalar(Tag.STR, ScalarStyle.DOUBLE_QUOTED);
            case VALUE_NUMBER_INT -> scalar(Tag.INT, ScalarStyle.PLAIN);
            case VALUE_NUMBER_FLOAT -> scalar(Tag.FLOAT, ScalarStyle.PLAIN);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL, ScalarStyle.PLAIN);
            case VALUE_NULL -> scalar(Tag.NULL, ScalarStyle.PLAIN);
            case null, default -> throw new JsonParseException(parser, "a value is missing");
        };
    }

    private Node object() throws IOException {
        Mark begin = mark();
        List<NodeTuple> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Node key = scalar(Tag.STR, ScalarStyle.DOUBLE_QUOTED);
            parser.nextToken();
            members.add(new NodeTuple(key, node()));
        }
        return new MappingNode(Tag.MAP, true, members, begin, begin, FlowStyle.FLOW);
    }

    private Node array() throws IOException {
        Mark begin = mark();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new SequenceNode(Tag.SEQ, true, items, begin, begin, FlowStyle.FLOW);
    }

    private Node scalar(Tag tag, ScalarStyle style) throws IOException {
        Mark place = mark();
        return new ScalarNode(tag, parser.getText(), place, place, style);
    }

    private Mark mark() {
        JsonLocation place = parser.currentTokenLocation();
        return new Mark("", 0, place.getLineNr() - 1, place.getColumnNr() - 1, NO_SNIPPET, 0);
    }
}
