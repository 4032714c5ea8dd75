package sluice.base.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Writes and reads {@link Facts} within {@link Details}. What is not there takes no room. */
final class FactsJson {

    private static final String FACTS = "facts";

    private FactsJson() {}

    static void write(Facts facts, ObjectNode details) {
        ObjectNode node = details.putObject(FACTS);
        Details.putNumber(node, "date", facts.seconds());
        Details.putText(node, "chat", facts.chat());
        Details.putText(node, "name", facts.name());
        Details.putText(node, "type", facts.type());
        Details.putNumber(node, "bytes", facts.bytes());
        Details.putText(node, "preview", facts.preview());
    }

    static Optional<Facts> read(JsonNode details) {
        JsonNode node = details.path(FACTS);
        return node.isObject()
                ? Optional.of(new Facts(
                        node.path("date").asLong(),
                        node.path("chat").asText(),
                        node.path("name").asText(),
                        node.path("type").asText(),
                        node.path("bytes").asLong(),
                        node.path("preview").asText()))
                : Optional.empty();
    }
}
