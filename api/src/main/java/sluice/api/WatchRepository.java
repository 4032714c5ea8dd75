package sluice.api;

import java.util.List;
import java.util.Map;

/**
 * Watches that outlive the process and are changed while it runs, by the bot's dialogs and by {@code sluice watches}. It comes with
 * a durable queue: the host uses the one whose provider has the same name as the queue's. Implementations are thread-safe, and two
 * processes may use the same data directory at a time.
 */
public interface WatchRepository extends Component {

    /**
     * All watches.
     *
     * @return the watches in the order in which they were first saved
     */
    List<Watch> watches();

    /**
     * Adds a watch, or replaces the one of the same id.
     *
     * @param watch the watch to add or replace
     */
    void save(Watch watch);

    /**
     * Removes a watch.
     *
     * @param id the id of the watch
     * @return {@code false} when there is none of that id
     */
    boolean remove(String id);

    /**
     * Notes that a chat has a new id. It holds for the watches of the configuration file too, which cannot be rewritten.
     *
     * @param from the old id
     * @param to the new id
     */
    void moved(long from, long to);

    /**
     * The chats that have a new id.
     *
     * @return new id by old id, in the order in which they moved; at most the newest 1,000
     */
    Map<Long, Long> moves();

    /**
     * A number that changes when anybody, another process too, has changed something. Called every few seconds.
     *
     * @return a number to compare with an earlier one
     */
    long version();
}
