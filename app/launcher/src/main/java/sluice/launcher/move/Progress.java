package sluice.launcher.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import sluice.base.json.Json;
import sluice.base.text.Figures;
import sluice.launcher.cli.Environment;

/** Counts the lines that pass by, and says now and then how far they are. For one thread at a time. */
final class Progress {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration EVERY_ON_A_TERMINAL = Duration.ofSeconds(1);

    private final Environment environment;
    private final String name;
    private final long every;
    private long told;
    private long lines;
    private long rows;
    private long notes;
    private boolean open;

    Progress(Environment environment, String name) {
        this.environment = environment;
        this.name = name;
        this.every = (environment.terminal() ? EVERY_ON_A_TERMINAL : EVERY).toNanos();
        this.told = environment.timeline().ticker().nanos();
    }

    /** Takes notice of a line; of the first one, what it says of the others. */
    void line(String line) {
        if (lines++ == 0) {
            head(line);
        }
        long now = environment.timeline().ticker().nanos();
        if (now - told >= every) {
            told = now;
            String text = name + ": " + Figures.grouped(lines - 1) + " of " + Figures.grouped(rows) + " rows";
            environment.err().print(environment.terminal() ? "\r" + text : text + System.lineSeparator());
            environment.err().flush();
            open = environment.terminal();
        }
    }

    /** One that cannot be read is refused by whoever takes it over. */
    private void head(String line) {
        try {
            JsonNode head = Json.MAPPER.readTree(line).path("archive");
            rows = head.path("rows").asLong();
            notes = head.path("notes").asLong();
        } catch (JsonProcessingException e) {
            rows = 0;
        }
    }

    void end() {
        if (open) {
            environment.err().println();
        }
        if (notes > 0) {
            environment.complain(name + ": notes are not part of this; it has " + Figures.grouped(notes));
        }
    }

    /** The number of rows as a sentence begins. */
    String rows() {
        return Figures.grouped(rows) + (rows == 1 ? " row" : " rows");
    }
}
