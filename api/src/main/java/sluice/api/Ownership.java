package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Decides which of several processes, on one machine or on many, runs a bot, so that none is run by two. It comes with a queue: the
 * host uses the one whose provider has the same name as the queue's, and without one every bot of {@code bots-dir} is run here.
 *
 * <p>There is one object for a process, not one for each bot. It takes part from the first {@link #claim} on; a command that only
 * asks or pauses starts one, uses it and closes it. Implementations are thread-safe.
 */
public interface Ownership extends Component {

    /**
     * A bot and who runs it.
     *
     * @param bot the bot's name
     * @param node the name of the process that runs it; empty when none does
     * @param since since when that process runs it, or since when none does
     * @param paused true if its operator has paused it: then nobody is to run it
     */
    record Owner(String bot, String node, Instant since, boolean paused) {

        /** Checks that nothing is missing. */
        public Owner {
            requireNonNull(bot, "bot");
            requireNonNull(node, "node");
            requireNonNull(since, "since");
        }
    }

    /**
     * The name of this process among the others.
     *
     * @return the name, never empty
     */
    String node();

    /**
     * Says which bots this process could run, and answers which it is to run now. Called every few seconds and after each change; it
     * may take bots over that nobody owns. A bot that was in the last answer and is in this one no more is to be stopped, and then
     * {@link #release released}.
     *
     * @param bots the names of all bots with a valid file here
     * @return those of them that this process owns and is to run; the last answer when it cannot be asked at present and the time of
     *     ownership is not over
     */
    Set<String> claim(Set<String> bots);

    /**
     * True if this process owns the bot at this moment. Asked immediately before each call to Telegram and by any thread: it must be
     * quick and must not wait for anything.
     *
     * @param bot the bot's name
     * @return {@code false} from the moment on at which another process may have taken it over
     */
    boolean holds(String bot);

    /**
     * Gives a bot up that has stopped here, so that another process may run it at once.
     *
     * @param bot the bot's name; nothing happens when it is not owned here
     */
    void release(String bot);

    /**
     * Pauses a bot or lets it go on, on whatever machine it runs and also after restarts.
     *
     * @param bot the bot's name
     * @param paused true to pause it
     * @throws RuntimeException if that cannot be kept at present
     */
    void pause(String bot, boolean paused);

    /**
     * All bots that are known, here or elsewhere.
     *
     * @return the bots by name, as they were a few seconds ago at most
     */
    List<Owner> owners();

    /**
     * Asks to be notified when {@link #claim} might answer something else: a bot was lost, given up elsewhere or paused. Called once,
     * before any claim.
     *
     * @param listener called from any thread; it must be quick
     */
    void onChange(Runnable listener);

    /**
     * The problems that put the bots in danger, such as a standby that may miss what was confirmed, or a store that cannot be reached.
     *
     * @return sentences for whoever runs the bots, empty when all is well
     */
    default List<String> problems() {
        return List.of();
    }
}
