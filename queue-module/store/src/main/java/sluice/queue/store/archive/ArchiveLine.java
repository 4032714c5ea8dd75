package sluice.queue.store.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Watch;
import sluice.queue.store.tables.StorableText;
import sluice.queue.store.tables.WatchJson;

/** A line of an archive: a JSON object with one member, whose name is its kind. */
sealed interface ArchiveLine {

    /** The version of the lines. One that adds to them in a way that this one would not understand has the next number. */
    int FORMAT = 1;

    /** The kind of a stored watch. */
    String WATCH = "watch";

    /** The first line; what it says of the rows is for those who look at it. */
    record Head(int format) implements ArchiveLine {}

    /** A row of a table, with the values of its columns in their order. */
    record Row(ArchiveTable table, List<Object> values) implements ArchiveLine {}

    /** A stored watch. */
    record StoredWatch(Watch watch) implements ArchiveLine {}

    /** The last line. */
    record End(long rows, String sha256) implements ArchiveLine {}

    /** Writes and reads lines. */
    final class Json {

        private static final String HEAD = "archive";
        private static final String END = "end";
        private static final String ROWS = "rows";
        private static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}

        static String head(String bot, Instant at, Map<String, Long> counts, long notes) {
            ObjectNode head = JsonNodeFactory.instance
                    .objectNode()
                    .put("format", FORMAT)
                    .put("bot", bot)
                    .put("at", at.toString())
                    .put(
                            ROWS,
                            counts.values().stream().mapToLong(Long::longValue).sum());
            ObjectNode byKind = head.putObject("counts");
            counts.forEach(byKind::put);
            return line(HEAD, head.put("notes", notes));
        }

        static String end(long rows, String sha256) {
            return line(
                    END, JsonNodeFactory.instance.objectNode().put(ROWS, rows).put("sha256", sha256));
        }

        static String watch(Watch watch) {
            return line(WATCH, WatchJson.write(watch));
        }

        private static String line(String kind, ObjectNode content) {
            return JsonNodeFactory.instance.objectNode().set(kind, content).toString();
        }

        /** Writes the row that a result set has reached. */
        static String row(ArchiveTable table, List<String> columns, ResultSet row) throws SQLException {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = MAPPER.getFactory().createGenerator(line)) {
                json.writeStartObject();
                json.writeObjectFieldStart(table.kind());
                for (int i = 0; i < columns.size(); i++) {
                    String column = columns.get(i);
                    if (ArchiveTable.isText(column)) {
                        String text = row.getString(i + 1);
                        if (!text.isEmpty()) {
                            json.writeStringField(column, StorableText.of(text));
                        }
                    } else {
                        long number = row.getLong(i + 1);
                        if (number != 0) {
                            json.writeNumberField(column, number);
                        }
                    }
                }
                json.writeEndObject();
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return line.toString();
        }

        /**
         * Reads a line.
         *
         * @throws IllegalArgumentException if it is none
         */
        static ArchiveLine parse(String line) {
            try (JsonParser json = MAPPER.getFactory().createParser(line)) {
                require(json.nextToken() == JsonToken.START_OBJECT, "no JSON object");
                String kind = json.nextFieldName();
                require(kind != null && json.nextToken() == JsonToken.START_OBJECT, "no row of an export");
                ArchiveLine parsed = parse(kind, json);
                require(json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null, "more than one row");
                return parsed;
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ArchiveLine parse(String kind, JsonParser json) throws IOException {
            return switch (kind) {
                case HEAD -> new Head(tree(json).path("format").asInt());
                case END -> {
                    JsonNode end = tree(json);
                    yield new End(end.path(ROWS).asLong(), end.path("sha256").asText());
                }
                case WATCH -> new StoredWatch(WatchJson.read(tree(json)));
                default -> row(kind, json);
            };
        }

        private static JsonNode tree(JsonParser json) throws IOException {
            return MAPPER.readTree(json);
        }

        private static Row row(String kind, JsonParser json) throws IOException {
            Optional<ArchiveTable> found = Arrays.stream(ArchiveTable.values())
                    .filter(table -> table.kind().equals(kind))
                    .findFirst();
            require(found.isPresent(), "no row of an export");
            List<String> columns = found.get().columns();
            Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = ArchiveTable.isText(columns.get(i)) ? (Object) "" : (Object) 0L;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                int column = columns.indexOf(name);
                JsonToken value = json.nextToken();
                boolean text = ArchiveTable.isText(name);
                require(
                        column >= 0 && value == (text ? JsonToken.VALUE_STRING : JsonToken.VALUE_NUMBER_INT),
                        "not as the export of this Sluice writes it");
                values[column] = text ? (Object) json.getText() : (Object) json.getLongValue();
            }
            return new Row(found.get(), Arrays.asList(values));
        }

        static void require(boolean right, String otherwise) {
            if (!right) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
