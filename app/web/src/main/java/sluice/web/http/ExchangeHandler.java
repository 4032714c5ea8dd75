package sluice.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import sluice.api.Bounded;

/** Answers the exchanges of the JDK's server. This class is thread-safe. */
final class ExchangeHandler implements HttpHandler {

    /** Bytes written at once. */
    static final int PIECE = 8 << 10;

    private final RequestGate gate;

    @Bounded("its places")
    private final Exchanges exchanges;

    ExchangeHandler(RequestGate gate, Exchanges exchanges) {
        this.gate = gate;
        this.exchanges = exchanges;
    }

    /** Throws when the client is gone or the body could not be made; the server closes the connection then. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Exchanges.Exchange current = exchanges.current();
        Response response;
        try {
            RequestHead head = RequestHead.of(exchange);
            response = gate.answer(head, exchange.getRemoteAddress().getAddress(), new Body(exchange, current));
        } catch (Refused e) {
            response = e.response();
        }
        current.waits(true);
        send(SecurityHeaders.on(response), exchange, current);
    }

    private static void send(Response response, HttpExchange exchange, Exchanges.Exchange current) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || response.status() == 304;
        if (bodiless) {
            if (response.status() != 304) {
                response.length().ifPresent(length -> headers.set("Content-Length", Long.toString(length)));
            }
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        // To the server 0 means that the length is not known, and -1 that there is no body.
        long length = response.length().orElse(0);
        exchange.sendResponseHeaders(
                response.status(), length == 0 && response.length().isPresent() ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        response.body().write(new Pieces(out, current));
        // Not when that fails: an answer that is cut off must not look complete.
        out.close();
    }

    /** Reads the body once it is known that the sender may send one, and that somebody wants it. */
    static final class Body {

        private final HttpExchange exchange;
        private final Exchanges.Exchange current;

        private Body(HttpExchange exchange, Exchanges.Exchange current) {
            this.exchange = exchange;
            this.current = current;
        }

        byte[] read(RequestHead head, int limit) throws IOException {
            int length = head.bodyLength(limit);
            byte[] body = exchange.getRequestBody().readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the body ended early");
            }
            return body;
        }

        /** Nothing more is read: we are to act. */
        void ready() throws IOException {
            current.waits(false);
        }
    }

    /** The stream that a page writes to. It cannot end the answer, and each piece is one for the client to take. */
    private static final class Pieces extends OutputStream {

        private final OutputStream out;
        private final Exchanges.Exchange current;

        Pieces(OutputStream out, Exchanges.Exchange current) {
            this.out = out;
            this.current = current;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int done = 0; done < length; done += PIECE) {
                current.waits(true);
                out.write(bytes, from + done, Math.min(PIECE, length - done));
            }
            current.waits(false);
        }
    }
}
