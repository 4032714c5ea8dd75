package sluice.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.control.part.ExtraPage;
import sluice.simulator.Delivered;
import sluice.simulator.Simulator;
import sluice.simulator.Via;

/** The page where one writes posts into channels of the demo and sees their copies arrive. This class is thread-safe. */
final class PhonePage {

    static final String PATH = "/demo";

    /** Messages that are shown of each chat. */
    private static final int SHOWN = 30;

    /** The longest text of a message. */
    private static final int LONGEST = 4096;

    private final Simulator simulator;

    @Bounded("one for each kind of watch")
    private final List<Lane> lanes;

    @Bounded("SHOWN for each lane")
    private final Map<Integer, Deque<String>> written = new HashMap<>();

    PhonePage(DemoPlan plan, Simulator simulator) {
        this.simulator = simulator;
        Map<Kind, Lane> byKind =
                plan.lanes().stream().collect(Collectors.toMap(Lane::kind, Function.identity(), (first, _) -> first));
        this.lanes = plan.lanes().stream()
                .filter(lane ->
                        lane.kind() != Kind.KICKED && byKind.get(lane.kind()).equals(lane))
                .toList();
    }

    /** The page, what belongs to it, and what its script asks for. */
    List<ExtraPage> pages() {
        return List.of(
                new ExtraPage("GET", PATH, "text/html; charset=utf-8", _ -> resource("phone.html")),
                new ExtraPage("GET", PATH + ".css", "text/css; charset=utf-8", _ -> resource("phone.css")),
                new ExtraPage("GET", PATH + ".js", "text/javascript; charset=utf-8", _ -> resource("phone.js")),
                new ExtraPage("GET", PATH + ".json", "application/json", this::state),
                new ExtraPage("POST", PATH, "application/json", this::post));
    }

    private String post(Map<String, String> fields) {
        Lane lane = lane(fields);
        String text = fields.getOrDefault("text", "").strip();
        if (!text.isEmpty() && text.length() <= LONGEST) {
            simulator.post(lane.source(), text);
            synchronized (written) {
                Deque<String> texts = written.computeIfAbsent(lane.number(), _ -> new ArrayDeque<>());
                texts.addLast(text);
                if (texts.size() > SHOWN) {
                    texts.removeFirst();
                }
            }
        }
        return state(fields);
    }

    private String state(Map<String, String> fields) {
        Lane shown = lane(fields);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("channel", shown.number());
        ArrayNode channels = root.putArray("channels");
        lanes.forEach(lane -> channels.addObject()
                .put("number", lane.number())
                .put("title", "Source " + lane.number())
                .put("rule", lane.kind().rule()));
        ArrayNode chats = root.putArray("chats");
        ArrayNode source = chat(chats, "Source " + shown.number());
        synchronized (written) {
            written.getOrDefault(shown.number(), new ArrayDeque<>())
                    .forEach(text -> source.addObject().put("text", text));
        }
        for (int hop = 1; hop <= shown.kind().hops(); hop++) {
            String title = "Destination " + shown.number() + (hop == 1 ? "" : ", second hop");
            ArrayNode messages = chat(chats, title);
            List<Delivered> all = simulator.delivered(shown.destination(hop));
            all.stream()
                    .skip(Math.max(0, all.size() - SHOWN))
                    .forEach(message -> messages.addObject()
                            .put("text", Objects.requireNonNullElse(message.text(), "📷"))
                            .put("forwarded", message.via() == Via.FORWARDED));
        }
        return root.toString();
    }

    private static ArrayNode chat(ArrayNode chats, String title) {
        return chats.addObject().put("title", title).putArray("messages");
    }

    private Lane lane(Map<String, String> fields) {
        String number = fields.getOrDefault("channel", "");
        return lanes.stream()
                .filter(lane -> Integer.toString(lane.number()).equals(number))
                .findFirst()
                .orElse(lanes.getFirst());
    }

    private static String resource(String name) {
        try (InputStream in = PhonePage.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, () -> "the program lacks its file " + name)
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
