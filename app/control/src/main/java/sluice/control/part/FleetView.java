package sluice.control.part;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.log.Secret;

/** The bots of a process that runs several, as the web pages show them. All of it may be asked by several threads at once. */
public interface FleetView {

    /** What a bot does. */
    enum State {
        /** It is about to run, or is being started anew. */
        STARTING,
        /** It receives and sends. */
        RUNNING,
        /** Its operator has paused it: it keeps what waits, and does nothing. */
        PAUSED,
        /** It could not go on, such as for a rejected token, and is tried again later. */
        FAILED,
        /** Its file has problems. */
        INVALID,
        /** Another machine runs it, or is to. */
        ELSEWHERE
    }

    /**
     * A bot.
     *
     * @param name its name: that of its file, without the ending; lower-case letters, digits, dashes and underscores
     * @param state what it does
     * @param detail why it does not run, in a sentence; empty while it runs; the machine that runs it when it is elsewhere, empty when
     *     none does at present
     * @param view its pages; empty while it does not run
     * @param token what opens the pages of this bot alone; empty for nothing
     */
    record Entry(String name, State state, String detail, Optional<BotView> view, Optional<Secret> token) {}

    /** All bots that have a file, by name. */
    List<Entry> bots();

    /**
     * Pauses a bot or lets it go on, on whatever machine and also after a restart. Returns at once; it takes some seconds.
     *
     * @return whether there is such a bot
     * @throws sluice.host.HostException if that cannot be kept at present
     */
    boolean pause(String name, boolean paused);

    /** Who runs each bot, by name, where machines share them; else empty. It is as it was some seconds ago. */
    Optional<Map<String, Ownership.Owner>> owners();

    /** The figures of what decides that; empty where there are none. */
    Optional<Stats> ownership();

    /** What is wrong with the process itself, a line each; empty when all is well. */
    List<String> problems();

    /** Those of the problems that only a restart of the process may solve. */
    List<String> liveness();
}
