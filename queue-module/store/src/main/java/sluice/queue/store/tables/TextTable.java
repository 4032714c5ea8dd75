package sluice.queue.store.tables;

import java.util.Optional;

/** Texts of the bot, each under its name. */
public interface TextTable {

    Optional<String> find(String name);

    /** Replaces a text; an empty one removes it. */
    void put(String name, String text);
}
