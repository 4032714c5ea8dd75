package sluice.queue.store.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;

/** Maps a watch to a JSON object, equal ones to equal texts. What is not there is empty, false or 0. */
public final class WatchJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private WatchJson() {}

    public static ObjectNode write(Watch watch) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", watch.id())
                .put("name", watch.name())
                .put("owner", watch.owner())
                .put("source", watch.source())
                .put("topic", watch.topic())
                .put("destination", watch.destination())
                .put("destination_topic", watch.destinationTopic())
                .put("mode", watch.mode().name())
                .put("preserve_source", watch.preserveSource())
                .put("record", watch.record())
                .put("delay", Times.nanos(watch.delay()))
                .put("keep_replies", watch.keepReplies())
                .put("sync_edits", watch.syncEdits())
                .put("paused", watch.paused())
                .put("silent", watch.sending().silent())
                .put("protect", watch.sending().protect())
                .put("skip_repeats", watch.sending().skipRepeats());
        put(node, "whitelist", watch.filters().whitelist());
        put(node, "blacklist", watch.filters().blacklist());
        put(node, "whitelist_regex", watch.filters().whitelistRegex());
        put(node, "blacklist_regex", watch.filters().blacklistRegex());
        put(node, "extract", watch.extractPatterns());
        watch.steps().ifPresent(steps -> {
            ArrayNode array = node.putArray("steps");
            for (Step step : steps) {
                ObjectNode settings = array.addObject().put("name", step.name()).putObject("settings");
                new TreeMap<>(step.settings().values()).forEach(settings::put);
            }
        });
        return node;
    }

    private static void put(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.forEach(array::add);
    }

    /** Reads what was written. */
    public static Watch read(String json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a watch in the store cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    public static Watch read(JsonNode node) {
        return new Watch(
                node.path("id").asText(),
                node.path("owner").asLong(),
                node.path("source").asLong(),
                node.path("topic").asInt(),
                node.path("destination").asLong(),
                node.path("destination_topic").asInt(),
                new Watch.Filters(
                        texts(node, "whitelist"),
                        texts(node, "blacklist"),
                        texts(node, "whitelist_regex"),
                        texts(node, "blacklist_regex")),
                Watch.Mode.valueOf(node.path("mode").asText()),
                texts(node, "extract"),
                node.path("preserve_source").asBoolean(),
                node.path("record").asBoolean(),
                Duration.ofNanos(node.path("delay").asLong()),
                node.path("keep_replies").asBoolean(),
                node.path("sync_edits").asBoolean(),
                node.path("paused").asBoolean(),
                Optional.of(node.path("steps")).filter(JsonNode::isArray).map(WatchJson::steps),
                node.path("name").asText(),
                new Watch.Sending(
                        node.path("silent").asBoolean(),
                        node.path("protect").asBoolean(),
                        node.path("skip_repeats").asBoolean()));
    }

    private static List<Step> steps(JsonNode array) {
        return array.valueStream()
                .map(step -> {
                    Map<String, String> settings = new LinkedHashMap<>();
                    step.path("settings")
                            .properties()
                            .forEach(field -> settings.put(
                                    field.getKey(), field.getValue().asText()));
                    return new Step(step.path("name").asText(), new Settings(settings));
                })
                .toList();
    }

    private static List<String> texts(JsonNode node, String key) {
        return node.path(key).valueStream().map(JsonNode::asText).toList();
    }
}
