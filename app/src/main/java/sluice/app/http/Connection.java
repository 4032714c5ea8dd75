package sluice.app.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Ticker;

/** One client: its requests are read and answered one after another, on a thread of its own. */
final class Connection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What a client may still send after it was told that its request is refused. */
    private static final int DRAINED = 256 << 10;

    private static final Duration DRAIN_TIME = Duration.ofSeconds(1);

    private final Socket socket;
    private final Door door;
    private final Limits limits;
    private final Runnable atEnd;
    private final Ticker ticker = Ticker.system();

    /** Whether the client is to do something; if not, we are. */
    private volatile boolean waits = true;

    private volatile long since = ticker.nanos();
    private volatile boolean writes;

    Connection(Socket socket, Door door, Limits limits, Runnable atEnd) {
        this.socket = socket;
        this.door = requireNonNull(door, "door");
        this.limits = limits;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try (socket) {
            Incoming in = new Incoming(socket, limits);
            Outgoing out = new Outgoing(new Watched(socket.getOutputStream()));
            Duration patience = limits.headTime();
            while (in.begins(patience) && serve(in, out)) {
                patience = limits.idleTime();
                turn(true);
            }
        } catch (IOException e) {
            LOG.debug("a connection ended: {}", e.toString());
        } finally {
            atEnd.run();
        }
    }

    private boolean serve(Incoming in, Outgoing out) throws IOException {
        Head head = null;
        Response response;
        boolean complete = false;
        Asked asked = new Asked(in, out);
        try {
            Optional<Head> read = in.head();
            if (read.isEmpty()) {
                return false;
            }
            head = read.get();
            response = door.answer(head, socket.getInetAddress(), asked);
            complete = asked.taken || head.bodyLength(limits.bodyBytes()) == 0;
        } catch (Refused e) {
            response = door.dress(e.response());
        }
        boolean modern = head == null || head.modern();
        boolean goesOn = complete && head.keepsAlive();
        out.write(response, head != null && head.method().equals("HEAD"), modern, goesOn);
        if (!goesOn && !complete) {
            socket.shutdownOutput();
            turn(true);
            in.drain(DRAIN_TIME, DRAINED);
        }
        return goesOn;
    }

    /** Reads the body when it is known that the sender may send one, and that somebody wants it. */
    private final class Asked implements Door.Body {

        private final Incoming in;
        private final Outgoing out;
        private boolean taken;

        Asked(Incoming in, Outgoing out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public byte[] read(Head head, int limit) throws IOException {
            int length = head.bodyLength(limit);
            if (length > 0
                    && head.header("expect")
                            .filter("100-continue"::equalsIgnoreCase)
                            .isPresent()) {
                out.goOn();
            }
            byte[] body = in.body(length);
            taken = true;
            return body;
        }

        @Override
        public void ready() {
            turn(false);
        }
    }

    private synchronized void turn(boolean ofTheClient) {
        since = ticker.nanos();
        waits = ofTheClient;
    }

    /** How long the client has kept us waiting, for a request or to take an answer; negative when it does not. */
    long waitedNanos() {
        return waits ? Math.max(0, ticker.nanos() - since) : -1;
    }

    /** Closes the connection, if it still waits for its client. */
    synchronized void giveUp() {
        if (waits) {
            close();
        }
    }

    /** Closes the connection when its client does not take what is written. */
    void closeIfStuck() {
        if (writes && waitedNanos() > limits.writeTime().toNanos()) {
            close();
        }
    }

    /** Closes the connection, whatever it does. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed: {}", e.toString());
        }
    }

    /** Says of each piece when it began to be written: a socket has no time limit for that. */
    private final class Watched extends OutputStream {

        private final OutputStream out;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            turn(true);
            writes = true;
            try {
                out.write(bytes, from, length);
            } finally {
                writes = false;
                turn(false);
            }
        }
    }
}
