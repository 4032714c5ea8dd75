package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A Bot API server on 127.0.0.1, with the world behind it.
 *
 * <p>Chats and users are made first; the bot is an administrator in every group and channel. What people post becomes
 * updates, what the bot sends stands in the chats, {@linkplain #on faults} are put in its way, and {@link #calls},
 * {@link #delivered} and {@link #ledger} tell what arrived. The bot's own posts make no updates, as with Telegram.
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
public final class Simulator implements AutoCloseable {
    /** The time for which the waiting methods wait unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Engine engine;
    private final Posting posting;
    private final HttpServer server;

    private Simulator(SimulatorOptions options) {
        engine = new Engine(options);
        posting = new Posting(engine);
        server = new HttpServer(options.port(), options.tls(), engine);
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

    // life cycle

    /** {@return the base address, {@code http://127.0.0.1:port} or {@code https://}; the same after a restart} */
    public URI uri() {
        return URI.create((engine.options.tls().isPresent() ? "https" : "http") + "://127.0.0.1:" + server.port());
    }

    /** {@return the one token that is accepted} */
    public String token() {
        return engine.options.token();
    }

    /** Refuses connections and resets those there are, like a server that died; its world stays. */
    public void stopListening() {
        server.refuse();
        server.cut();
    }

    /** Listens again on the same port. */
    public void resumeListening() {
        server.listen();
    }

    /** Answers the waiting polls with nothing, lets the answers under way go out, and stops. */
    @Override
    public void close() {
        server.refuse();
        engine.lock.lock();
        try {
            engine.updates.close();
        } finally {
            engine.lock.unlock();
        }
        server.drain();
        long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (!server.idle() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        server.cut();
    }

    // the world

    /**
     * Makes a channel.
     *
     * @param id negative, {@code -100…} by custom
     * @param title its title
     */
    public void channel(long id, String title) {
        make(id, ChatType.CHANNEL, title);
    }

    /**
     * Makes a supergroup.
     *
     * @param id negative, {@code -100…} by custom
     * @param title its title
     */
    public void supergroup(long id, String title) {
        make(id, ChatType.SUPERGROUP, title);
    }

    /**
     * Makes a basic group.
     *
     * @param id negative
     * @param title its title
     */
    public void group(long id, String title) {
        make(id, ChatType.GROUP, title);
    }

    /**
     * Makes a user who has started the bot, and the private chat with the same id.
     *
     * @param id positive
     * @param name first name
     */
    public void user(long id, String name) {
        make(id, ChatType.PRIVATE, name);
    }

    private void make(long id, ChatType type, String title) {
        if (id == 0 || (id > 0) != (type == ChatType.PRIVATE)) {
            throw new IllegalArgumentException("id of a " + type.label() + " chat must be "
                    + (type == ChatType.PRIVATE ? "positive" : "negative") + ", not " + id);
        }
        posting.add(new Chat(id, type, Objects.requireNonNull(title, "title")));
    }

    /**
     * Gives a chat a public name.
     *
     * @param chat its id
     * @param name without {@code @}
     */
    public void username(long chat, String name) {
        posting.change(chat, one -> one.username(name));
    }

    /**
     * Sets the language of a user's Telegram; without it, updates do not tell any.
     *
     * @param user the user's id
     * @param code an IETF tag such as {@code zh-hans}
     */
    public void language(long user, String code) {
        posting.language(user, code);
    }

    /**
     * Makes a forum topic; one that was not made answers "message thread not found".
     *
     * @param chat the supergroup
     * @param thread its {@code message_thread_id}, positive
     */
    public void topic(long chat, long thread) {
        posting.change(chat, one -> one.topic(thread));
    }

    /**
     * Protects a chat's content from being forwarded and copied.
     *
     * @param chat its id
     */
    public void protect(long chat) {
        posting.change(chat, one -> one.guarded(true));
    }

    /**
     * Takes the right to write; reading goes on.
     *
     * @param chat its id
     */
    public void restrict(long chat) {
        posting.standing(chat, Standing.RESTRICTED, true);
    }

    /**
     * Throws the bot out and tells it with {@code my_chat_member}.
     *
     * @param chat its id
     */
    public void kick(long chat) {
        posting.standing(chat, Standing.KICKED, true);
    }

    /**
     * Throws the bot out; it learns so only from the next answer.
     *
     * @param chat its id
     */
    public void kickSilently(long chat) {
        posting.standing(chat, Standing.KICKED, false);
    }

    /**
     * Lets a user block the bot, with {@code my_chat_member}.
     *
     * @param user the user's id
     */
    public void block(long user) {
        posting.standing(user, Standing.BLOCKED, true);
    }

    /**
     * Deactivates a user's account.
     *
     * @param user the user's id
     */
    public void deactivate(long user) {
        posting.standing(user, Standing.DEACTIVATED, false);
    }

    /**
     * Makes everything good again after any of the above, with {@code my_chat_member}; protection is lifted too.
     *
     * @param chat its id
     */
    public void restore(long chat) {
        posting.change(chat, one -> one.guarded(false));
        posting.standing(chat, Standing.MEMBER, true);
    }

    /**
     * Turns a group into a new supergroup, with the service messages on both sides.
     *
     * @param oldId a group that was made
     * @param newId the supergroup, which this makes
     * @return the service message with {@code migrate_to_chat_id}
     */
    public Post migrate(long oldId, long newId) {
        return posting.migrate(oldId, newId);
    }

    // posting

    /**
     * {@return a message to fill in and post}
     *
     * @param chat the id of the chat in which it is posted
     */
    public Draft draft(long chat) {
        return new Draft(engine, posting, chat);
    }

    /**
     * Posts a text.
     *
     * @param chat the id of the chat in which it is posted
     * @param text what it says
     * @return where it stands
     */
    public Post post(long chat, String text) {
        return draft(chat).text(text).post();
    }

    /**
     * Posts an album of photos, one update for each.
     *
     * @param chat the id of the chat in which it is posted
     * @param groupId the media group id
     * @param captions one for each member; null or empty for none
     * @return the members, in order
     */
    public List<Post> album(long chat, String groupId, String... captions) {
        List<Post> posts = new ArrayList<>();
        for (String caption : captions) {
            Draft draft = draft(chat).photo().mediaGroup(groupId);
            posts.add((caption == null || caption.isEmpty() ? draft : draft.caption(caption)).post());
        }
        return posts;
    }

    /**
     * Edits a text, or the caption where there is no text.
     *
     * @param post the message
     * @param words what it says now
     * @return the same message with the update that tells of the edit
     */
    public Post edit(Post post, String words) {
        return posting.edit(post, words);
    }

    /**
     * Edits any field of a message, or nothing that the bot is told of.
     *
     * @param post the message
     * @param field its name in the Bot API's Message
     * @param json its value now; null takes it away
     * @return the same message with the update that tells of the edit
     */
    public Post edit(Post post, String field, String json) {
        return posting.edit(post, content -> content.with(field, json == null ? null : Json.literal(json)));
    }

    /**
     * Deletes a message; bots are not told.
     *
     * @param post the message
     */
    public void delete(Post post) {
        posting.delete(post);
    }

    /**
     * Tells of the same message again in a new update.
     *
     * @param post the message
     * @return the same message with the new update
     */
    public Post redeliver(Post post) {
        return posting.redeliver(post);
    }

    /**
     * Queues an update of any shape, whatever types the bot asked for.
     *
     * @param json a JSON object, sent as it is; an {@code update_id} is put in where there is none
     * @return the update id
     */
    public long rawUpdate(String json) {
        return posting.raw(json);
    }

    /**
     * Numbers updates anew, as Telegram does after a week without any: from then on by rising numbers again, but an offset
     * from before may be above all of them, and then confirms all.
     *
     * @param next the id of the next update, 1 or more
     */
    public void restartUpdateIds(long next) {
        if (next < 1) {
            throw new IllegalArgumentException("next must be 1 or more, not " + next);
        }
        posting.restart(next);
    }

    /**
     * Presses a button under a message in the private chat with a user, whether or not it stands there.
     *
     * @param user who presses
     * @param messageId the message that carries the button
     * @param data the button's data
     * @return the callback query's id
     */
    public String callback(long user, long messageId, String data) {
        return callback(user, user, messageId, data);
    }

    /**
     * Presses a button that stands under a message in the private chat with a user.
     *
     * @param user who presses
     * @param messageId the message
     * @param label what the button says
     * @return the callback query's id
     * @throws IllegalArgumentException when there is no such button now; the message tells which there are
     */
    public String tap(long user, long messageId, String label) {
        return posting.tap(user, user, messageId, label);
    }

    /**
     * Presses a button under a message in any chat, whether or not it stands there.
     *
     * @param user who presses
     * @param chat where the message stands
     * @param messageId the message that carries the button
     * @param data the button's data
     * @return the callback query's id
     */
    public String callback(long user, long chat, long messageId, String data) {
        return posting.callback(user, chat, messageId, data);
    }

    /**
     * Posts many texts, round the chats in turn, which are made only when they are asked for.
     *
     * @param chats where to, each once
     * @param count how many in all, 1 or more
     * @return what was posted
     */
    public Flood flood(List<Long> chats, long count) {
        return flood(chats, count, index -> "message " + index);
    }

    /**
     * Posts many texts, round the chats in turn, which are made only when they are asked for.
     *
     * @param chats where to, each once
     * @param count how many in all, 1 or more
     * @param text the text for each place from 0; called while the simulator is locked, more than once, and must give
     *     the same each time
     * @return what was posted
     */
    public Flood flood(List<Long> chats, long count, LongFunction<String> text) {
        return posting.flood(chats, count, text);
    }

    // faults

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

    // what arrived

    /** {@return the newest calls, oldest first, as many as the options keep} */
    public List<Call> calls() {
        return calls(call -> true);
    }

    /**
     * {@return the kept calls of one method}
     *
     * @param method its name, in any case
     */
    public List<Call> calls(String method) {
        return calls(call -> call.method().equalsIgnoreCase(method));
    }

    /**
     * {@return the kept calls with this destination}
     *
     * @param chat the {@code chat_id}
     */
    public List<Call> callsTo(long chat) {
        return calls(call -> call.chat() == chat);
    }

    private List<Call> calls(Predicate<Call> wanted) {
        return locked(() -> engine.recorder.calls(wanted));
    }

    /** {@return the newest polls, oldest first, as many as the options keep of calls} */
    public List<Poll> polls() {
        return locked(engine.recorder::polls);
    }

    /**
     * {@return the number of calls of one method that came in, those no longer kept included}
     *
     * @param method its name, in any case; {@code getUpdates} too
     */
    public long count(String method) {
        return locked(() -> engine.recorder.count(method));
    }

    /**
     * Tells of every call from now on, polls excepted, in the order in which they take effect: so all of them can be
     * looked at, however many are kept.
     *
     * @param listener takes the place of the one before; called while the simulator is locked: it must be quick, must not
     *     call it, and must not throw
     */
    public void listen(Consumer<Call> listener) {
        Objects.requireNonNull(listener, "listener");
        locked(() -> {
            engine.recorder.listener(listener);
            return null;
        });
    }

    /** {@return the number of updates that are not confirmed yet} */
    public long pendingUpdates() {
        return locked(engine.updates::size);
    }

    /**
     * {@return the bot's messages that stand in a chat, oldest first}
     *
     * @param chat its id
     */
    public List<Delivered> delivered(long chat) {
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
    public JsonNode commands(String languageCode) {
        return locked(() -> engine.chatMethods.commands(languageCode));
    }

    /** {@return the ledger of forwards and copies since the start} */
    public Ledger ledger() {
        return engine.ledger;
    }

    /**
     * Waits until a method was called so often, at most 20 s.
     *
     * @param method its name, in any case
     * @param count the number to wait for, counted since the start
     * @return the kept calls of the method
     */
    public List<Call> awaitCalls(String method, long count) {
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
    public List<Delivered> awaitDelivered(long chat, long count) {
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
    public List<Poll> awaitPolls(long count) {
        await(count + " polls", () -> engine.recorder.count("getUpdates") >= count);
        return polls();
    }

    /** Waits until the bot has confirmed every update, at most 20 s. */
    public void awaitConfirmed() {
        await("confirmation of every update", () -> engine.updates.size() == 0);
    }

    /**
     * Waits until a condition holds, at most 20 s. It is tried after every call, poll and change.
     *
     * @param what for the message, as in "waited for …"
     * @param condition called with the simulator locked by this thread; quick, and may ask the simulator
     */
    public void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /**
     * Waits until a condition holds. It is tried after every call, poll and change.
     *
     * @param what for the message, as in "waited for …"
     * @param limit real time
     * @param condition called with the simulator locked by this thread; quick, and may ask the simulator
     */
    public void await(String what, Duration limit, BooleanSupplier condition) {
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

    private <T> T locked(Supplier<T> action) {
        engine.lock.lock();
        try {
            return action.get();
        } finally {
            engine.lock.unlock();
        }
    }

    /** {@return the address, never the token} */
    @Override
    public String toString() {
        return "Simulator[" + uri() + "]";
    }
}
