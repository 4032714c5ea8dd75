package sluice.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One client connection on its own virtual thread. */
final class HttpConnection implements Runnable {
    private static final Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final byte[] TRUNCATED = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 500\r\n\r\n{\"ok\":true,")
            .getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final HttpServer server;
    private volatile Thread thread;
    private volatile boolean answering;
    private volatile boolean draining;

    HttpConnection(Socket socket, HttpServer server) {
        this.socket = socket;
        this.server = server;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (socket;
                Socket secured = server.secured(socket)) {
            serve(secured.getInputStream(), secured.getOutputStream());
        } catch (ProtocolException | NumberFormatException e) {
            LOG.log(Level.DEBUG, "a request that is not HTTP/1.1: {0}", e.getMessage());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client went away: {0}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "cut off while answering");
        } finally {
            server.gone(this);
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var reader = new HttpReader(in, out);
        boolean open = true;
        while (open && !draining) {
            HttpRequest request = reader.next();
            if (request == null) {
                return;
            }
            answering = true;
            Exchange exchange = server.handler().handle(request);
            open = send(exchange, in, out, request.keepAlive() && !draining);
            answering = false;
        }
    }

    private boolean send(Exchange exchange, InputStream in, OutputStream out, boolean keepAlive)
            throws IOException, InterruptedException {
        Answer answer = exchange.answer();
        switch (answer.kind()) {
            case NORMAL -> exchange.reply().writeTo(out, keepAlive);
            case REPLY -> answer.reply().writeTo(out, keepAlive);
            case DELAY -> {
                answer.gate().await();
                Thread.sleep(answer.pause());
                exchange.reply().writeTo(out, keepAlive);
            }
            case TRICKLE -> trickle(exchange.reply(), answer, out, keepAlive);
            case HANG -> untilClientLeaves(in);
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case TRUNCATED -> out.write(TRUNCATED);
            case RAW -> out.write(answer.reply().body());
            case CLOSE -> out.flush();
        }
        return switch (answer.kind()) {
            case NORMAL, REPLY, DELAY, TRICKLE -> keepAlive;
            case HANG, RESET, TRUNCATED, RAW, CLOSE -> false;
        };
    }

    private static void trickle(HttpReply reply, Answer answer, OutputStream out, boolean keepAlive)
            throws IOException, InterruptedException {
        out.write(reply.head(reply.body().length, keepAlive));
        for (byte one : reply.body()) {
            out.write(one);
            out.flush();
            Thread.sleep(answer.pause());
        }
    }

    private static void untilClientLeaves(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Ends it once the answer under way is sent; an idle one at once. */
    void drain() throws IOException {
        draining = true;
        if (!answering) {
            socket.close();
        }
    }

    /** Ends it now; the client sees a reset. */
    void cut() throws IOException {
        draining = true;
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
