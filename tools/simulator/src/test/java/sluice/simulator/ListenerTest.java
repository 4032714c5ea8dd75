package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final long CHAT = -1001111111111L;

    @Test
    void hears_every_call_in_order_even_when_none_is_kept() {
        List<Call> heard = new ArrayList<>();
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withRecordCalls(0));
                Client client = new Client(simulator)) {
            simulator.channel(CHAT, "Chat");
            simulator.listen(heard::add);
            simulator.on("sendMessage").skip(1).answer(Answer.floodWait(7));
            client.call("sendMessage", "chat_id", CHAT, "text", "one");
            client.call("getUpdates");
            client.call("sendMessage", "chat_id", CHAT, "text", "two");
            assertEquals(List.of(), simulator.calls());
        }
        assertEquals(List.of(200, 429), heard.stream().map(Call::code).toList());
        assertEquals(List.of(true, false), heard.stream().map(Call::applied).toList());
        assertEquals("two", heard.getLast().parameters().path("text").asText());
    }
}
