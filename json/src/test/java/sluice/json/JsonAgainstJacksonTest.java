package sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jackson's own tree reads and writes is what ours does. */
class JsonAgainstJacksonTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Keeps numbers as they are, for what Jackson makes a double of by default. */
    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.randomValue(random -> document(random, 5));
    }

    private static String document(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 1 -> Long.toString(random.nextBoolean() ? random.nextInt(200) - 100 : random.nextLong());
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> number(random);
            case 4, 5 -> string(random, 0x10000);
            case 6 -> several(random, depth, "[", "]", "");
            default -> several(random, depth, "{", "}", ":");
        };
    }

    private static String several(Random random, int depth, String begin, String end, String colon) {
        StringBuilder text = new StringBuilder(begin);
        int count = random.nextInt(20) == 0 ? 60 : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(space(random));
            if (!colon.isEmpty()) {
                // Short names, so that some are given twice.
                String name = random.nextBoolean() ? "\"n" + random.nextInt(70) + "\"" : string(random, 0xD800);
                text.append(name).append(space(random)).append(colon).append(space(random));
            }
            text.append(document(random, count > 5 ? 0 : depth - 1));
        }
        return text.append(space(random)).append(end).toString();
    }

    private static String space(Random random) {
        return List.of("", "", "", " ", "\n\t", "\r\n").get(random.nextInt(6));
    }

    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(1 + random.nextInt(9));
        random.ints(random.nextInt(30), 0, 10).forEach(text::append);
        if (random.nextBoolean()) {
            text.append('.');
            random.ints(1 + random.nextInt(20), 0, 10).forEach(text::append);
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? "e" : "E-").append(random.nextInt(40));
        }
        return text.toString();
    }

    /** Half a surrogate pair is taken in a value and refused in a name. */
    private static String string(Random random, int escapes) {
        StringBuilder text = new StringBuilder("\"");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(7)) {
                case 0 -> text.append("\\").append("\"\\/bfnrt".charAt(random.nextInt(8)));
                case 1 -> text.append("\\u%04x".formatted(random.nextInt(escapes)));
                case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(0x200));
                case 3 -> text.appendCodePoint(0x80 + random.nextInt(0x700));
                case 4 ->
                    text.append(
                            List.of("true", "false", "12", "-7.5", "1e3", " ").get(random.nextInt(6)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.append('"').toString();
    }

    @Property(tries = 3000)
    void reads_and_writes_the_same(@ForAll("documents") String text) throws IOException {
        com.fasterxml.jackson.databind.JsonNode theirs = EXACT.readTree(text);
        JsonNode ours = Json.parse(text);
        assertEquals(theirs, EXACT.readTree(ours.toString()), "text");
        assertEquals(theirs, EXACT.readTree(Json.bytes(ours)), "bytes");
        assertEquals(theirs, EXACT.readTree(Json.pretty(ours)), "for people");
        assertEquals(ours, Json.parse(text.getBytes(UTF_8)), "read from bytes");
        assertEquals(ours, Json.parse(Json.bytes(ours)));
        assertEquals(ours.hashCode(), Json.parse(Json.bytes(ours)).hashCode());
        if (ours instanceof ObjectNode object) {
            assertEquals(object, object.deepCopy());
        }
    }

    @Property(tries = 3000)
    void is_asked_the_same(@ForAll("documents") String text) throws IOException {
        same(text, JACKSON.readTree(text), Json.parse(text));
    }

    private static void same(String text, com.fasterxml.jackson.databind.JsonNode theirs, JsonNode ours) {
        assertEquals(theirs.isObject(), ours.isObject(), text);
        assertEquals(theirs.isArray(), ours.isArray(), text);
        assertEquals(theirs.isTextual(), ours.isTextual(), text);
        assertEquals(theirs.isNumber(), ours.isNumber(), text);
        assertEquals(theirs.isIntegralNumber(), ours.isIntegralNumber(), text);
        assertEquals(theirs.isInt(), ours.isInt(), text);
        assertEquals(theirs.isBoolean(), ours.isBoolean(), text);
        assertEquals(theirs.isNull(), ours.isNull(), text);
        assertEquals(theirs.isMissingNode(), ours.isMissingNode(), text);
        assertEquals(theirs.isValueNode(), ours.isValueNode(), text);
        assertEquals(theirs.canConvertToInt(), ours.canConvertToInt(), text);
        assertEquals(theirs.canConvertToLong(), ours.canConvertToLong(), text);
        assertEquals(theirs.asBoolean(), ours.asBoolean(), text);
        assertEquals(theirs.asBoolean(true), ours.asBoolean(true), text);
        assertEquals(theirs.asInt(7), ours.asInt(7), text);
        assertEquals(theirs.asLong(7), ours.asLong(7), text);
        assertEquals(theirs.asDouble(), ours.asDouble(), text);
        assertEquals(theirs.intValue(), ours.intValue(), text);
        assertEquals(theirs.longValue(), ours.longValue(), text);
        assertEquals(theirs.booleanValue(), ours.booleanValue(), text);
        assertEquals(theirs.textValue(), ours.textValue(), text);
        assertEquals(theirs.size(), ours.size(), text);
        if (!theirs.isFloatingPointNumber()) {
            assertEquals(theirs.asText(), ours.asText(), text);
            assertEquals(theirs.asText("none"), ours.asText("none"), text);
        }
        List<String> names =
                theirs.propertyStream().map(field -> field.getKey()).toList();
        assertEquals(names, ours.names(), text);
        for (String name : names) {
            same(text, theirs.path(name), ours.path(name));
        }
        for (int i = 0; i < theirs.size() && theirs.isArray(); i++) {
            same(text, theirs.path(i), ours.path(i));
        }
        assertNull(ours.get("a name that is not there"));
        assertNull(ours.get(theirs.isArray() ? theirs.size() : 0));
    }

    /** Ways of writing what is odd, wrong, or at a limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "[1 2]",
                "[1}",
                "{\"a\":1]",
                "nul",
                "nulll",
                "tru",
                "+1",
                "-",
                "01",
                "1.",
                ".5",
                "1e",
                "NaN",
                "-Infinity",
                "-0",
                "-0.0",
                "0",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809",
                "1e400",
                "1.0",
                "1 2",
                "{} {",
                "[] x",
                "\"",
                "\"\\",
                "\"\\u12",
                "\"\\x\"",
                "\"\t\"",
                "\"\u0000\"",
                "\"\\ud83d\"",
                "\"\\ude00\\ud83d\"",
                "// a\n1",
                "/* a */ 1",
                "\uFEFF{}",
                "[[[[[[]]]]]]",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"\":{\"\":[]}}"
            })
    void takes_and_refuses_the_same(String text) throws IOException {
        assertEquals(theirs(text.getBytes(UTF_8)), ours(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 999", "'', 1000", "'', 1001", "-, 999", "-, 1000", "-, 1001", "0., 998", "0., 999", "0., 1000", "0., 1001",
        "-0., 998", "-0., 999", "-0., 1000", "-0., 1001", "1e, 998", "1e, 999", "1e, 1000", "1.5e-, 997", "1.5e-, 998",
                "1.5e-, 999"
    })
    void takes_and_refuses_numbers_of_the_same_length(String begin, int digits) throws IOException {
        byte[] bytes = (begin + "1".repeat(digits)).getBytes(UTF_8);
        String theirs;
        try {
            JACKSON.readTree(bytes);
            theirs = "taken";
        } catch (JsonProcessingException e) {
            theirs = "refused";
        }
        String ours;
        try {
            Json.parse(bytes);
            ours = "taken";
        } catch (JsonException e) {
            ours = "refused";
        }
        assertEquals(theirs, ours);
    }

    @Property(tries = 3000)
    void takes_and_refuses_the_same_bytes(@ForAll("documents") String text, @ForAll Random random) throws IOException {
        byte[] bytes = (text + " ").getBytes(UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? "{}[]\",:\\0e.-n".charAt(random.nextInt(13)) : random.nextInt(256));
        }
        assertEquals(theirs(bytes), ours(bytes), text);
    }

    private static String theirs(byte[] bytes) throws IOException {
        try {
            com.fasterxml.jackson.databind.JsonNode node = JACKSON.readTree(bytes);
            return node.isMissingNode() ? "missing" : node.toString();
        } catch (JsonProcessingException | java.io.CharConversionException e) {
            return "refused";
        }
    }

    /** Written by theirs, which writes numbers in its own way. */
    private static String ours(byte[] bytes) throws IOException {
        try {
            JsonNode node = Json.parse(bytes);
            return node.isMissingNode()
                    ? "missing"
                    : JACKSON.readTree(node.toString()).toString();
        } catch (JsonException e) {
            return "refused";
        }
    }
}
