package sluice.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNodeTest {

    @Test
    void writes_what_was_put_in_its_order() {
        ObjectNode node = Json.object().put("b", 1).put("a", "x").put("c", true).put("d", 1.5);
        node.putObject("e").put("null", (String) null).set("nothing", null);
        node.putArray("f")
                .add(7L)
                .add("y")
                .add(false)
                .add(0.25)
                .add((JsonNode) null)
                .addObject();
        node.putArray("g").addArray();
        node.putRaw("h", "[ 1 ]");
        assertEquals(
                "{\"b\":1,\"a\":\"x\",\"c\":true,\"d\":1.5,\"e\":{\"null\":null,\"nothing\":null},"
                        + "\"f\":[7,\"y\",false,0.25,null,{}],\"g\":[[]],\"h\":[ 1 ]}",
                node.toString());
        assertEquals(node.toString(), new String(Json.bytes(node), StandardCharsets.UTF_8));
    }

    @Test
    void a_field_that_is_set_again_keeps_its_place() {
        assertEquals(
                "{\"a\":3,\"b\":2}",
                Json.object().put("a", 1).put("b", 2).put("a", 3).toString());
    }

    /** Against a map, over the size from which on there is an index. */
    @Property(tries = 300)
    void sets_and_removes_as_a_map_does(@ForAll @Size(max = 300) List<@IntRange(min = -60, max = 60) Integer> steps) {
        ObjectNode node = Json.object();
        Map<String, String> map = new LinkedHashMap<>();
        for (int step : steps) {
            String name = "n" + Math.abs(step);
            if (step < -40) {
                JsonNode removed = node.remove(name);
                assertEquals(map.remove(name), removed == null ? null : removed.textValue());
            } else {
                node.put(name, "v" + step);
                map.put(name, "v" + step);
            }
            assertEquals(map.get("n7"), node.path("n7").textValue());
        }
        assertEquals(List.copyOf(map.keySet()), node.names());
        assertEquals(map.size(), node.size());
        map.forEach((name, value) -> assertEquals(value, node.path(name).textValue()));
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.textValue()));
        assertEquals(List.copyOf(map.values()), values);
    }

    @Test
    void a_path_may_lead_nowhere() {
        JsonNode node = Json.parse("{\"a\":[{\"b\":5}],\"n\":null}");
        assertEquals(5, node.path("a").path(0).path("b").asInt());
        assertEquals(5, node.at("/a/0/b").asInt());
        assertTrue(node.path("a").path(1).path("b").isMissingNode());
        assertTrue(node.at("/a/x/b").isMissingNode());
        assertTrue(node.path("a").path("b").path(-1).isMissingNode());
        assertTrue(node.has("n"));
        assertFalse(node.has("m"));
        assertEquals("", node.path("m").toString());
        assertEquals("null", node.path("n").toString());
        assertThrows(IllegalArgumentException.class, () -> node.required("m"));
        assertTrue(node.required("n").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.50",
                "1e2",
                "1E+400",
                "-0.0",
                "123456789012345678901234567890",
                "0.1000000000000000000000000000001"
            })
    void a_number_is_written_as_it_was_read(String number) {
        assertEquals("[" + number + "]", Json.parse("[" + number + "]").toString());
        assertEquals(number, Json.parse(number).asText());
    }

    @Test
    void equals_what_says_the_same_in_any_order() {
        assertEquals(Json.parse("{\"a\":1,\"b\":[true,null]}"), Json.parse("{\"b\":[true,null],\"a\":1}"));
        assertNotEquals(Json.parse("[1,2]"), Json.parse("[2,1]"));
        assertNotEquals(Json.parse("{\"a\":1}"), Json.parse("{\"b\":1}"));
        assertNotEquals(Json.parse("1"), Json.parse("\"1\""));
        assertNotEquals(Json.parse("1"), Json.parse("1.0"));
        assertNotEquals(Json.parse("true"), Json.parse("false"));
    }

    @Test
    void a_copy_shares_nothing_that_can_change() {
        ObjectNode node = (ObjectNode) Json.parse("{\"a\":{\"b\":[[1]]}}");
        ObjectNode copy = node.deepCopy();
        ((ArrayNode) copy.at("/a/b/0")).add(2);
        ((ObjectNode) copy.path("a")).put("c", 3);
        assertNotSame(node.path("a"), copy.path("a"));
        assertEquals("{\"a\":{\"b\":[[1]]}}", node.toString());
        assertEquals("{\"a\":{\"b\":[[1,2]],\"c\":3}}", copy.toString());
    }

    @Test
    void makes_nodes_of_values() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("list", Arrays.asList(1, 2L, (short) 3, 4.5, 1.5f, "x", 'y' + "", true, null));
        map.put("big", new BigInteger("123456789012345678901"));
        map.put("exact", new BigDecimal("1.10"));
        map.put("node", Json.array());
        map.put("none", Double.NaN);
        assertEquals(
                "{\"list\":[1,2,3,4.5,1.5,\"x\",\"y\",true,null],\"big\":123456789012345678901,\"exact\":1.10,\"node\":[],"
                        + "\"none\":\"NaN\"}",
                Json.of(map).toString());
        assertThrows(IllegalArgumentException.class, () -> Json.of(new Object()));
    }

    @Test
    void goes_over_elements_and_stops() {
        Iterator<JsonNode> elements = Json.parse("[1]").iterator();
        assertEquals(1, elements.next().asInt());
        assertFalse(elements.hasNext());
        assertThrows(NoSuchElementException.class, elements::next);
        assertEquals(0, Json.parse("1").valueStream().count());
        assertEquals(
                List.of(Map.entry("a", Json.of(1)), Map.entry("b", Json.of(2))),
                Json.parse("{\"a\":1,\"b\":2}").properties());
        assertThrows(
                IndexOutOfBoundsException.class, () -> Json.object().names().get(0));
        assertNull(Json.object().remove("a"));
    }
}
