package sluice.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a request and the page that it asks for: whatever arrives there is a plain path, from a sender who may ask, for a
 * method that the page has, and from our own pages if it changes something. This class is thread-safe.
 */
final class RequestGate {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    /** The largest body of a sender that is not known yet, in bytes. */
    private static final int OPEN_BODY = 4 << 10;

    /** The unread rest of a request. */
    interface Body {

        /** Reads it, unless it is larger than allowed. */
        byte[] read(RequestHead head, int limit) throws IOException;

        /** Nothing more is read: we are to act. */
        void ready() throws IOException;
    }

    private final Pages pages;
    private final Access access;
    private final Hosts hosts;
    private final Limits limits;
    private final Semaphore working;

    RequestGate(Pages pages, Access access, Hosts hosts, Limits limits) {
        this.pages = pages;
        this.access = access;
        this.hosts = hosts;
        this.limits = limits;
        this.working = new Semaphore(limits.working());
    }

    /**
     * Answers.
     *
     * @param head the request
     * @param from the client's address
     * @param body reads the rest of it, if it comes to that
     * @return the answer with all headers
     * @throws Refused when the request cannot be answered as it is
     * @throws IOException when the rest cannot be read
     */
    Response answer(RequestHead head, InetAddress from, Body body) throws IOException {
        RequestTarget target = RequestTarget.of(head.target());
        String method = head.method().equals("HEAD") ? "GET" : head.method();
        hosts.check(head, target);
        Optional<Pages.Entry> entry = pages.at(target.path());
        boolean open = entry.isPresent() && entry.get().open();
        Access.Pass pass = access.pass(head, from);
        boolean known = pass.refusal().isEmpty();
        if (!known && !open) {
            return dress(pass.refusal().get());
        }
        if (entry.isEmpty()) {
            throw new Refused(404, "not found");
        }
        Page page = entry.get().byMethod().get(method);
        if (page == null) {
            String allowed = entry.get().allowed();
            return dress(Response.text(405, "only " + allowed + "\n").with("Allow", allowed));
        }
        if (method.equals("POST")) {
            SameOrigin.check(head, pass.session());
        }
        Map<String, String> form =
                method.equals("POST") ? form(head, body, open ? OPEN_BODY : limits.bodyBytes()) : Map.of();
        body.ready();
        Request request = new Request(
                method,
                target.path(),
                target.path().substring(entry.get().path().length()),
                target.query(),
                form,
                visible(head),
                pass.session(),
                known);
        return dress(ask(page, request, head, from));
    }

    /** Adds what every answer carries. */
    Response dress(Response response) {
        return SecurityHeaders.on(response);
    }

    private Response ask(Page page, Request request, RequestHead head, InetAddress from) {
        try {
            if (!working.tryAcquire(limits.workWait().toMillis(), TimeUnit.MILLISECONDS)) {
                return Response.text(503, "too many requests at once\n").with("Retry-After", "5");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "the bot stops");
        }
        try {
            return page instanceof InternalPage insider ? insider.answer(request, head, from) : page.answer(request);
        } catch (Refused e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "{} {} could not be answered: {}",
                    request.method(),
                    page.getClass().getSimpleName(),
                    e.toString());
            LOG.debug("the cause:", e);
            return Response.text(500, "that went wrong; the log says more\n");
        } finally {
            working.release();
        }
    }

    private static Map<String, String> form(RequestHead head, Body body, int limit) throws IOException {
        String type = head.header("content-type").orElse("").split(";", 2)[0].strip();
        byte[] bytes = body.read(head, limit);
        if (bytes.length == 0) {
            return Map.of();
        }
        if (!type.equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw new Refused(415, "a body must be application/x-www-form-urlencoded");
        }
        return RequestTarget.fields(new String(bytes, ISO_8859_1));
    }

    /** The headers that a page may see; it has no use for what proves who the sender is. */
    private static Map<String, String> visible(RequestHead head) {
        Map<String, String> headers = new HashMap<>(head.headers());
        headers.remove("authorization");
        headers.remove("cookie");
        headers.remove("proxy-authorization");
        if (!head.method().equals("GET")) {
            // A part can only be asked for by GET; a HEAD is about the whole.
            headers.remove("range");
        }
        return headers;
    }
}
