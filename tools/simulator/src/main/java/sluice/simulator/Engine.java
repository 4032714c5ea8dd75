package sluice.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One bot with its world: takes each request to its method, past the faults and limits, and records it.
 *
 * <p>One lock guards all state, so that the recorded order of calls is the order of their effects. It is held for
 * microseconds; writing answers, and waiting in faults, happens outside of it.
 */
final class Engine {
    private static final Answer NORMAL = Answer.normal();
    private static final String DOWNLOAD = "download";
    private static final String GET_UPDATES = "getUpdates";

    private record Named(String name, Method method, boolean limited) {}

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled after every call, poll and change that somebody may wait for. */
    final Condition changed = lock.newCondition();

    final SimulatorOptions options;
    final World world;
    final Updates updates;
    final Ledger ledger = new Ledger();
    final Callbacks callbacks = new Callbacks();
    final Faults faults = new Faults(lock);
    final Recorder recorder;
    final RateLimits limits;
    final ChatMethods chatMethods;
    private final Map<String, Named> methods = new HashMap<>();

    Engine(SimulatorOptions options) {
        this.options = options;
        world = new World(options);
        updates = new Updates(lock, world, options.clock());
        recorder = new Recorder(options.recordCalls());
        limits = new RateLimits(options.ticker());
        chatMethods = new ChatMethods(world, updates, callbacks);
        var outbox = new Outbox(world, ledger);
        add(new SendMethods(world, outbox).methods(), true);
        add(new PassMethods(world, outbox).methods(), true);
        add(new EditMethods(world).methods(), false);
        add(chatMethods.methods(), false);
    }

    private void add(Map<String, Method> more, boolean limited) {
        more.forEach((name, method) -> methods.put(name.toLowerCase(Locale.ROOT), new Named(name, method, limited)));
    }

    Exchange handle(String method, Parameters parameters) throws InterruptedException {
        return method.equalsIgnoreCase(GET_UPDATES) ? poll(parameters) : call(method, parameters);
    }

    /** Answers the waiting poll, and those to come, with what is there. */
    void close() {
        lock.lock();
        try {
            updates.close();
        } finally {
            lock.unlock();
        }
    }

    /** Giving out a file counts as a call of {@code download}, and may fail like one. */
    Exchange file(String path) {
        Parameters parameters =
                new Parameters(JsonNodeFactory.instance.objectNode().put("file_path", path), Map.of());
        long at = options.ticker().getAsLong();
        lock.lock();
        try {
            Answer fault = faults.next(DOWNLOAD, 0, parameters);
            Answer answer = fault == null ? NORMAL : fault;
            Files.Stored stored = world.files().at(path);
            HttpReply reply = stored == null
                    ? HttpReply.NOT_FOUND
                    : new HttpReply(200, "application/octet-stream", stored.content());
            recorder.call(at, DOWNLOAD, parameters, 0, answer.status(reply), answer.applies() && stored != null);
            changed.signalAll();
            return new Exchange(answer, reply);
        } finally {
            lock.unlock();
        }
    }

    private Exchange call(String name, Parameters parameters) {
        Named found = methods.get(name.toLowerCase(Locale.ROOT));
        String spelled = found == null ? name : found.name();
        long at = options.ticker().getAsLong();
        lock.lock();
        try {
            Chat chat = world.named(parameters.text("chat_id"));
            long destination = chat == null ? id(parameters.text("chat_id")) : chat.id();
            Answer fault = faults.next(spelled, destination, parameters);
            Answer answer = fault == null ? NORMAL : fault;
            HttpReply reply = null;
            boolean applied = false;
            if (answer.applies()) {
                reply = apply(found, chat, parameters);
                applied = reply.status() == 200;
            }
            recorder.call(at, spelled, parameters, destination, answer.status(reply), applied);
            changed.signalAll();
            return new Exchange(answer, reply);
        } finally {
            lock.unlock();
        }
    }

    private HttpReply apply(Named found, Chat chat, Parameters parameters) {
        try {
            if (found == null) {
                return HttpReply.NOT_FOUND;
            }
            int wait = found.limited() ? limits.check(chat) : 0;
            return wait > 0
                    ? HttpReply.error(ApiError.tooManyRequests(wait))
                    : HttpReply.result(found.method().run(parameters));
        } catch (ApiError e) {
            return HttpReply.error(e);
        }
    }

    private Exchange poll(Parameters parameters) throws InterruptedException {
        long at = options.ticker().getAsLong();
        lock.lock();
        try {
            recorder.poll(at, parameters.number("offset", 0), (int) parameters.number("limit", 100), (int)
                    parameters.number("timeout", 0));
            Answer fault = faults.next(GET_UPDATES, 0, parameters);
            changed.signalAll();
            Answer answer = fault == null ? NORMAL : fault;
            HttpReply reply = null;
            if (answer.applies()) {
                reply = updatesFor(parameters);
            }
            return new Exchange(answer, reply);
        } finally {
            lock.unlock();
        }
    }

    private HttpReply updatesFor(Parameters parameters) throws InterruptedException {
        try {
            byte[] body = updates.poll(parameters);
            changed.signalAll();
            return HttpReply.json(200, body);
        } catch (ApiError e) {
            recorder.conflict(options.ticker().getAsLong());
            return HttpReply.error(e);
        }
    }

    private static long id(String chat) {
        try {
            return chat == null ? 0 : Long.parseLong(chat.strip());
        } catch (NumberFormatException e) {
            // a @username nobody has: there is no id to tell
            return 0;
        }
    }
}
