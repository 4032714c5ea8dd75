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

    /** Results of one destination. Written by the threads of the simulator, under the lock of the arrivals. */
    static final class Destination {
        private final BitSet texts = new BitSet();
        private final StringBuilder albums = new StringBuilder();
        private int highestText;
        private int arrived;
        private int doubledTexts;
        private int textsOutOfOrder;

        private void text(int id) {
            if (texts.get(id)) {
                doubledTexts++;
            } else if (id < highestText) {
                textsOutOfOrder++;
            }
            texts.set(id);
            highestText = Math.max(highestText, id);
            arrived++;
        }

        boolean hasText(int id) {
            return texts.get(id);
        }

        int texts() {
            return texts.cardinality();
        }

        int doubledTexts() {
            return doubledTexts;
        }

        int textsOutOfOrder() {
            return textsOutOfOrder;
        }

        /** The sizes of its albums, each a character. */
        String albums() {
            return albums.toString();
        }
    }

    private final DemoPlan plan;
    private final Destination[] destinations;
    private long total;
    private long foreign;
    private int notices;
    private int floodWaits;
    private int serverErrors;
    private boolean ended;

    Arrivals(DemoPlan plan) {
        this.plan = plan;
        destinations =
                Stream.generate(Destination::new).limit(plan.destinations()).toArray(Destination[]::new);
    }

    @Override
    public synchronized void accept(Call call) {
        if (ended) {
            return;
        }
        if (call.code() == 429) {
            floodWaits++;
        } else if (call.code() >= 500) {
            serverErrors++;
        }
        if (!call.applied() || SILENT.contains(call.method())) {
            return;
        }
        long index = Lane.index(call.chat());
        if (index >= 0 && index < destinations.length) {
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
                destinations[index].albums.append((char) members);
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
            destinations[index].text(Integer.parseInt(digits));
            total++;
        } else {
            foreign++;
        }
    }

    private void add(int index, int messages) {
        destinations[index].arrived += messages;
        total += messages;
    }

    /** Records nothing more: what follows are texts of anybody, and no numbers to take a bit for. */
    synchronized void end() {
        ended = true;
    }

    /** The number of messages that came into a destination. */
    synchronized int arrived(int index) {
        return destinations[index].arrived;
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

    /** The results of a destination; to be read when nothing arrives any more. */
    synchronized Destination destination(int index) {
        return destinations[index];
    }
}
