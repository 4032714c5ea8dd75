package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The calls and messages of the bot that arrived at a {@link Simulator}. This class is thread-safe. */
public abstract sealed class SimulatorCalls extends SimulatorPosts permits Simulator {

    /** The time for which the waiting methods wait by default. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    SimulatorCalls(SimulatorOptions options) {
        super(options);
    }

    /** {@return the newest calls, oldest first, as many as the options keep} */
    public final List<Call> calls() {
        return calls(call -> true);
    }

    /**
     * {@return the kept calls of one method}
     *
     * @param method its name, in any case
     */
    public final List<Call> calls(String method) {
        return calls(call -> call.method().equalsIgnoreCase(method));
    }

    /**
     * {@return the kept calls with this destination; questions about it, such as getChat, are not among them}
     *
     * @param chat the {@code chat_id}
     */
    public final List<Call> callsTo(long chat) {
        return calls(call -> call.chat() == chat && !call.method().startsWith("get"));
    }

    private List<Call> calls(Predicate<Call> wanted) {
        return locked(() -> engine.recorder.calls(wanted));
    }

    /** {@return the newest polls, oldest first, as many as the options keep of calls} */
    public final List<Poll> polls() {
        return locked(engine.recorder::polls);
    }

    /** {@return when polls were answered with 409, by the ticker of the options, as many as the options keep of calls} */
    public final List<Long> conflicts() {
        return locked(engine.recorder::conflicts);
    }

    /**
     * {@return the number of calls of one method that came in, those no longer kept included}
     *
     * @param method its name, in any case; {@code getUpdates} too
     */
    public final long count(String method) {
        return locked(() -> engine.recorder.count(method));
    }

    /**
     * Tells of every call from now on, polls excepted, in the order in which they take effect: so all of them can be
     * looked at, however many are kept.
     *
     * @param listener takes the place of the one before; called while the simulator is locked: it must be quick, must not
     *     call it, and must not throw
     */
    public final void listen(Consumer<Call> listener) {
        Objects.requireNonNull(listener, "listener");
        locked(() -> {
            engine.recorder.listener(listener);
            return null;
        });
    }

    /** {@return the number of updates that are not confirmed yet} */
    public final long pendingUpdates() {
        return locked(engine.updates::size);
    }

    /**
     * {@return the bot's messages that stand in a chat, oldest first}
     *
     * @param chat its id
     */
    public final List<Delivered> delivered(long chat) {
        return locked(() -> {
            List<Delivered> delivered = new ArrayList<>();
            for (Message message : engine.world.chat(chat).messages()) {
                if (message.byBot()) {
                    delivered.add(Delivered.of(message, engine.world));
                }
            }
            return List.copyOf(delivered);
        });
    }

    /**
     * {@return the commands that the bot has set, as the Bot API's array; null if none were}
     *
     * @param languageCode for which language; empty for all others
     */
    public final JsonNode commands(String languageCode) {
        return locked(() -> engine.chatMethods.commands(languageCode));
    }

    /** {@return the ledger of forwards and copies since the start} */
    public final Ledger ledger() {
        return engine.ledger;
    }

    /**
     * Waits until a method was called so often, at most 20 s.
     *
     * @param method its name, in any case
     * @param count the number to wait for, counted since the start
     * @return the kept calls of the method
     */
    public final List<Call> awaitCalls(String method, long count) {
        await(count + " calls of " + method, () -> engine.recorder.count(method) >= count);
        return calls(method);
    }

    /**
     * Waits until so many messages of the bot came into a chat, deleted ones included, at most 20 s.
     *
     * @param chat its id
     * @param count the number to wait for, counted since the start
     * @return those that stand there
     */
    public final List<Delivered> awaitDelivered(long chat, long count) {
        Chat one = locked(() -> engine.world.chat(chat));
        await(count + " messages in " + chat, () -> one.delivered() >= count);
        return delivered(chat);
    }

    /**
     * Waits until so many getUpdates calls came in, at most 20 s.
     *
     * @param count the number to wait for, counted since the start
     * @return the kept polls
     */
    public final List<Poll> awaitPolls(long count) {
        await(count + " polls", () -> engine.recorder.count("getUpdates") >= count);
        return polls();
    }

    /** Waits until the bot has confirmed every update, at most 20 s. */
    public final void awaitConfirmed() {
        await("confirmation of every update", () -> engine.updates.size() == 0);
    }

    /**
     * Waits until a condition holds, at most 20 s. It is tried after every call, poll and change.
     *
     * @param what for the message, as in "waited for …"
     * @param condition called with the simulator locked by this thread; quick, and may ask the simulator
     */
    public final void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /**
     * Waits until a condition holds. It is tried after every call, poll and change.
     *
     * @param what for the message, as in "waited for …"
     * @param limit real time
     * @param condition called with the simulator locked by this thread; quick, and may ask the simulator
     */
    public final void await(String what, Duration limit, BooleanSupplier condition) {
        engine.lock.lock();
        try {
            long left = limit.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError(
                            "waited " + limit + " for " + what + " in vain; " + engine.recorder.summary());
                }
                left = engine.changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            engine.lock.unlock();
        }
    }
}
