package sluice.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A Bot API server on 127.0.0.1, with the world behind it.
 *
 * <p>Chats and users are made first; the bot is an administrator in every group and channel. What people post becomes
 * updates, what the bot sends stands in the chats, {@linkplain #on faults} are put in its way, and {@link #calls},
 * {@link #delivered} and {@link #ledger} tell what arrived. The bot's own posts make no updates, as with Telegram.
 *
 * <p>One server can serve many bots, each with a world of its own: {@link #addBot}. An idle one takes about 5 kB,
 * its long poll over https 25 kB more, and no platform thread.
 *
 * <p>The HTTP/1.1 server is this module's own, on plain sockets with a virtual thread for each connection: a truncated,
 * trickled, hanging or reset answer needs the raw socket, which no server API gives. It speaks https
 * with {@link SimulatorOptions#withTls}.
 *
 * <p>Memory stays bounded by {@link SimulatorOptions}, whatever the bot sends; {@link #flood} makes its posts when they
 * are asked for. Long polls, trickled and slow answers run in real time; dates and the age of updates follow the clock
 * of the options.
 *
 * <p>Methods that name a chat, and the {@link Draft}'s, throw {@link IllegalArgumentException} for one that was not made.
 * The waiting methods throw an {@link AssertionError} that tells what did arrive.
 *
 * <p>This class is thread-safe.
 */
public final class Simulator extends SimulatorCalls implements AutoCloseable {

    private final Bots bots;
    private final HttpServer server;
    private final boolean first;

    private Simulator(SimulatorOptions options) {
        super(options);
        bots = new Bots();
        server = new HttpServer(options.port(), options.tls(), bots);
        first = true;
        bots.add(engine);
    }

    private Simulator(SimulatorOptions options, Simulator shared) {
        super(options);
        bots = shared.bots;
        server = shared.server;
        first = false;
        bots.add(engine);
    }

    /** {@return a running simulator on a free port} */
    public static Simulator start() {
        return start(SimulatorOptions.defaults());
    }

    /**
     * {@return a running simulator}
     *
     * @param options how it is set up
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public static Simulator start(SimulatorOptions options) {
        var simulator = new Simulator(Objects.requireNonNull(options, "options"));
        simulator.server.listen();
        return simulator;
    }

    /**
     * Adds a bot that shares this server and its options, but has chats, updates, faults and calls of its own.
     *
     * @param token one that no other bot here has, such as {@link SimulatorOptions#madeUpToken}
     * @return the further bot; closing it makes its token unknown, and leaves the server running
     */
    public Simulator addBot(String token) {
        return new Simulator(engine.options.withToken(token), this);
    }

    /** {@return the base address, {@code http://127.0.0.1:port} or {@code https://}; the same after a restart} */
    public URI uri() {
        return URI.create((engine.options.tls().isPresent() ? "https" : "http") + "://127.0.0.1:" + server.port());
    }

    /** {@return the token of this bot; one that no bot here has is answered with 401} */
    public String token() {
        return engine.options.token();
    }

    /** Refuses connections and resets those there are, of all bots, like a server that died; the worlds stay. */
    public void stopListening() {
        server.refuse();
        server.cut();
    }

    /** Listens again on the same port. */
    public void resumeListening() {
        server.listen();
    }

    /**
     * Answers the waiting polls with nothing, lets the answers under way go out, and stops, with all further bots. A further
     * bot only answers its own waiting poll, and its token is unknown from then on.
     */
    @Override
    public void close() {
        if (!first) {
            bots.remove(engine);
            return;
        }
        server.refuse();
        bots.close();
        server.drain();
        long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (!server.idle() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        server.cut();
    }

    /**
     * {@return a rule for the calls of one method, in force when it is given its answers}
     *
     * @param method its name, in any case; {@code getUpdates} too, and {@code download} for giving out a file
     */
    public Fault on(String method) {
        return new Fault(engine.faults, Objects.requireNonNull(method, "method"));
    }

    /** {@return a rule for every call, getUpdates included} */
    public Fault onAny() {
        return new Fault(engine.faults, null);
    }

    /** Takes all rules out of force. */
    public void clearFaults() {
        engine.faults.clear();
    }

    /**
     * Refuses with 429 what is sent faster, by the ticker of the options; each call counts once. 0 is no limit.
     *
     * @param perChatPerSecond to one chat, within a second
     * @param perGroupPerMinute to one group or channel, within a minute
     * @param perSecond to all chats, within a second
     */
    public void limitRates(int perChatPerSecond, int perGroupPerMinute, int perSecond) {
        if (perChatPerSecond < 0 || perGroupPerMinute < 0 || perSecond < 0) {
            throw new IllegalArgumentException(
                    "limits must be 0 or more, not " + perChatPerSecond + ", " + perGroupPerMinute + ", " + perSecond);
        }
        locked(() -> {
            engine.limits.set(perChatPerSecond, perGroupPerMinute, perSecond);
            return null;
        });
    }

    /** {@return the address, never the token} */
    @Override
    public String toString() {
        return "Simulator[" + uri() + "]";
    }
}
