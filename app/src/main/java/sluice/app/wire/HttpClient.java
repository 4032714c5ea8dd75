package sluice.app.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import sluice.app.time.Timeline;

/**
 * Calls one server, each call on the thread that makes it. This class is thread-safe.
 *
 * <p>A request is sent once. A connection that was kept and turns out to be gone before the first byte is replaced by another;
 * from the first byte on, whatever happens is told and nothing is repeated. A connection is kept only if the answer ended where it
 * said and nothing came after it, and before it is used again it is looked at: what came meanwhile was not asked for, and would
 * be taken for the answer to the next request.
 */
public final class HttpClient implements AutoCloseable {

    /** The largest answer that is read: 100 updates of the longest messages take about 5 MB, and the heap may have 48. */
    public static final int MOST_BYTES = 8 << 20;

    private static final int OK = 200;

    private final Server server;
    private final Dialer dialer;
    private final Pool pool;
    private final Watchdog watchdog;

    /**
     * A client that trusts what the JDK trusts.
     *
     * @param server what every address begins with
     * @param timeline where time limits are kept
     */
    public HttpClient(URI server, Timeline timeline) {
        this(
                server,
                timeline,
                "https".equals(server.getScheme()) ? (SSLSocketFactory) SSLSocketFactory.getDefault() : null,
                InetAddress::getAllByName);
    }

    HttpClient(URI uri, Timeline timeline, SSLSocketFactory encryption, Dialer.Names names) {
        this.server = Server.of(uri);
        this.dialer = new Dialer(server, encryption, names);
        this.pool = new Pool(timeline.ticker());
        this.watchdog = new Watchdog(timeline);
    }

    /**
     * Prepares a POST request.
     *
     * @param path what follows the server's address, beginning with a slash
     * @param type the type of the body
     * @param body the body; not copied
     * @return the call, to be sent once
     */
    public Call prepare(String path, String type, byte[] body) {
        return new Call(server, path, type, body);
    }

    /**
     * Prepares a GET request.
     *
     * @param path what follows the server's address, beginning with a slash
     * @return the call, to be sent once
     */
    public Call prepare(String path) {
        return new Call(server, path, "", new byte[0]);
    }

    /**
     * Sends a request and hands the body on as it comes, however large it is. That of an answer other than 200 is read as a whole.
     *
     * @param call the call
     * @param limit how long all of it may take
     * @param taker gets the body
     * @return the answer, to be closed; for a 200 without its body
     * @throws CallException when there is none, or the taker does not want all of it
     */
    public Answer fetch(Call call, Duration limit, Taker taker) throws CallException {
        return send(call, limit, Optional.of(taker));
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param call the call
     * @param limit how long all of it may take; finding the address of a name is not interrupted
     * @return the answer, to be closed
     * @throws CallException when there is none
     */
    public Answer send(Call call, Duration limit) throws CallException {
        return send(call, limit, Optional.empty());
    }

    private Answer send(Call call, Duration limit, Optional<Taker> taker) throws CallException {
        watchdog.watch(call, limit);
        try {
            return answer(call, connect(call), taker);
        } catch (CallException | RuntimeException e) {
            call.drop();
            throw e;
        } catch (IOException e) {
            call.drop();
            throw new CallException(
                    call.isSent() ? CallException.Stage.NO_ANSWER : CallException.Stage.NOT_SENT,
                    0,
                    call.isTimedOut(),
                    e);
        } finally {
            watchdog.forget(call);
        }
    }

    /** Finds a connection and sends the request over it. */
    private Connection connect(Call call) throws IOException {
        for (Optional<Connection> kept = pool.take(); kept.isPresent(); kept = pool.take()) {
            call.hold(kept.get());
            if (kept.get().isQuiet() && write(call, kept.get())) {
                return kept.get();
            }
            call.drop();
        }
        Connection fresh = dialer.dial(call);
        if (!write(call, fresh)) {
            throw fresh.fault();
        }
        return fresh;
    }

    /** Returns whether the request was taken; {@code false} if nothing of it was. */
    private static boolean write(Call call, Connection connection) throws IOException {
        Connection.Written written = connection.write(call.bytes(connection.needsWholeAddress()));
        switch (written) {
            case ALL -> call.sent();
            case NOTHING -> {
                return false;
            }
            case PERHAPS -> {
                call.sent();
                throw connection.fault();
            }
            case PART -> throw connection.fault();
        }
        return true;
    }

    private Answer answer(Call call, Connection connection, Optional<Taker> taker) throws IOException {
        Head head = Head.read(connection.input());
        Input.Slice body;
        try {
            body = taker.isPresent() && head.status() == OK
                    ? Body.pass(head, connection.input(), taker.get())
                    : Body.read(head, connection.input(), MOST_BYTES);
        } catch (IOException e) {
            CallException.Stage stage =
                    e instanceof Body.TooLarge ? CallException.Stage.TOO_LARGE : CallException.Stage.CUT_SHORT;
            throw new CallException(stage, head.status(), call.isTimedOut(), e);
        }
        boolean ended = head.hasBody() && (head.chunked() || head.length() != Head.UNKNOWN);
        boolean kept = head.kept() && ended && connection.input().isEmpty();
        return new Answer(head.status(), head.retryAfter(), body, () -> end(call, connection, kept));
    }

    private void end(Call call, Connection connection, boolean kept) {
        if (!call.letGo()) {
            return;
        }
        if (kept) {
            pool.give(connection);
        } else {
            Call.closeQuietly(connection);
        }
    }

    /** Ends the calls under way, and closes what is kept. */
    @Override
    public void close() {
        watchdog.underWay().forEach(Call::cancel);
        pool.closeAll();
    }
}
