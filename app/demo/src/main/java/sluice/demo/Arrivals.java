package sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sluice.simulator.Call;

/**
 * Records results of the bot's calls that the simulator's ledger does not know: texts that the bot wrote, which calls were albums, and how
 * many calls were refused. Takes a bit for each text and a byte for each album. This class is thread-safe.
 */
final class Arrivals implements Consumer<Call> {

    /** The methods that put nothing into any chat. */
    private static final Set<String> SILENT = Set.of("getChat", "setMyCommands");

    /** The texts of one destination, by the number that each carries. */
    private static final class Texts {
        final BitSet seen = new BitSet();
        int highest;
        int doubled;
        int outOfOrder;

        void add(int id) {
            if (seen.get(id)) {
                doubled++;
            } else if (id < highest) {
                outOfOrder++;
            }
            seen.set(id);
            highest = Math.max(highest, id);
        }
    }

    private final DemoPlan plan;
    private final int[] arrived;
    private final Texts[] texts;
    private final StringBuilder[] albums;
    private long total;
    private long foreign;
    private int notices;
    private int floodWaits;
    private int serverErrors;
    private int refusals;

    Arrivals(DemoPlan plan) {
        this.plan = plan;
        int destinations = plan.destinations();
        arrived = new int[destinations];
        texts = Stream.generate(Texts::new).limit(destinations).toArray(Texts[]::new);
        albums = Stream.generate(StringBuilder::new).limit(destinations).toArray(StringBuilder[]::new);
    }

    @Override
    public synchronized void accept(Call call) {
        if (call.code() == 429) {
            floodWaits++;
        } else if (call.code() >= 500) {
            serverErrors++;
        } else if (call.code() == 403) {
            refusals++;
        }
        if (!call.applied() || SILENT.contains(call.method())) {
            return;
        }
        long index = Lane.index(call.chat());
        if (index >= 0 && index < plan.destinations()) {
            arrive((int) index, call);
        } else if (call.chat() == DemoPlan.OWNER) {
            notices++;
        } else {
            foreign++;
        }
    }

    private void arrive(int index, Call call) {
        switch (call.method()) {
            case "copyMessage", "forwardMessage" -> add(index, 1);
            case "copyMessages", "forwardMessages" -> {
                // The simulator, like Telegram, refuses ids that do not rise.
                int members = call.parameters().path("message_ids").size();
                albums[index].append((char) members);
                add(index, members);
            }
            case "sendMessage" -> text(index, call.parameters().path("text"));
            default -> foreign++;
        }
    }

    private void text(int index, JsonNode text) {
        String digits = text.asText().replaceFirst("^#", "");
        boolean extract = plan.lanes().get(index / Lane.MAX_HOPS).kind().extracts();
        if (extract && digits.matches("[0-9]{1,9}") && text.asText().equals(Kind.extracted(Integer.parseInt(digits)))) {
            texts[index].add(Integer.parseInt(digits));
            add(index, 1);
        } else {
            foreign++;
        }
    }

    private void add(int index, int messages) {
        arrived[index] += messages;
        total += messages;
    }

    /** The number of messages that came into a destination. */
    synchronized int arrived(int index) {
        return arrived[index];
    }

    /** The number of messages that came into all destinations. */
    synchronized long total() {
        return total;
    }

    /** The number of messages that nobody could expect: other texts, other chats, other methods. */
    synchronized long foreign() {
        return foreign;
    }

    synchronized int notices() {
        return notices;
    }

    synchronized int floodWaits() {
        return floodWaits;
    }

    synchronized int serverErrors() {
        return serverErrors;
    }

    synchronized int refusals() {
        return refusals;
    }

    synchronized boolean hasText(int index, int id) {
        return texts[index].seen.get(id);
    }

    synchronized int texts(int index) {
        return texts[index].seen.cardinality();
    }

    synchronized int doubledTexts(int index) {
        return texts[index].doubled;
    }

    synchronized int textsOutOfOrder(int index) {
        return texts[index].outOfOrder;
    }

    /** The sizes of the albums in a destination, each a character. */
    synchronized String albums(int index) {
        return albums[index].toString();
    }
}
