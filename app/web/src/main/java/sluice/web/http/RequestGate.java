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
import sluice.base.log.BotName;
import sluice.base.text.Texts;

/**
 * Stands between a request and the page that it asks for: whatever arrives there is a plain path, from a sender who may ask, for a
 * method that the page has, and from our own pages if it changes something. This class is thread-safe.
 */
final class RequestGate {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    /** The largest body of a sender that is not known yet, in bytes. */
    private static final int OPEN_BODY = 4 << 10;

    /**
     * The place that an address leads to.
     *
     * @param bot whose pages; empty for those at {@code /}
     * @param path the path within them; empty for {@code /bots/NAME} without a slash behind it
     */
    private record Place(String bot, String path) {

        static Place of(String path) {
            if (!path.startsWith(Site.BOTS) || path.equals(Site.BOTS)) {
                return new Place("", path);
            }
            int end = path.indexOf('/', Site.BOTS.length());
            return end < 0
                    ? new Place(path.substring(Site.BOTS.length()), "")
                    : new Place(path.substring(Site.BOTS.length(), end), path.substring(end));
        }
    }

    private final Site site;
    private final Access access;
    private final Hosts hosts;
    private final Limits limits;
    private final Semaphore working;

    RequestGate(Site site, Access access, Hosts hosts, Limits limits) {
        this.site = site;
        this.access = access;
        this.hosts = hosts;
        this.limits = limits;
        this.working = new Semaphore(limits.working());
    }

    /** Answers; {@code body} reads the rest of the request, if it comes to that. */
    Response answer(RequestHead head, InetAddress from, ExchangeHandler.Body body) throws IOException {
        RequestTarget target = RequestTarget.of(head.target());
        String method = head.method().equals("HEAD") ? "GET" : head.method();
        hosts.check(head, target);
        Place place = Place.of(target.path());
        boolean atRoot = place.bot().isEmpty();
        Access.Pass pass = access.pass(head, from);
        boolean known = pass.opens(place.bot());
        // Nothing of a bot is for everybody: not even whether there is such a bot.
        Optional<Site.Section> section =
                atRoot ? Optional.of(site.root()) : known ? site.bot(place.bot()) : Optional.empty();
        Optional<Pages.Entry> entry = section.flatMap(found -> found.pages().at(place.path()));
        boolean open = entry.isPresent() && entry.get().open();
        if (!known && !open) {
            return pass.refusal(place.bot(), target.path());
        }
        if (section.isPresent() && place.path().isEmpty()) {
            return Response.redirect(target.path() + "/");
        }
        if (entry.isEmpty()) {
            throw new Refused(404, "not found");
        }
        Page page = entry.get().byMethod().get(method);
        if (page == null) {
            String allowed = entry.get().allowed();
            return Response.text(405, "only " + allowed + "\n").with("Allow", allowed);
        }
        if (method.equals("POST")) {
            requireOwnOrigin(head, pass.session());
        }
        Map<String, String> form =
                method.equals("POST") ? form(head, body, open ? OPEN_BODY : limits.bodyBytes()) : Map.of();
        body.ready();
        Request request = new Request(
                method,
                place.path(),
                place.path().substring(entry.get().path().length()),
                target.query(),
                form,
                visible(head),
                pass.session(),
                texts(head, section.get()),
                known,
                new Request.Scope(site.several(), place.bot(), pass.opens("")));
        return BotName.during(place.bot(), () -> ask(page, request, head, from))
                .below(request.scope().prefix());
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
            return page instanceof InternalPage internal
                    ? internal.action().answer(request, head, from)
                    : page.answer(request);
        } catch (Refused e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "{} {} could not be answered: {}",
                    request.method(),
                    page.getClass().getSimpleName(),
                    e.toString());
            LOG.debug("request failed", e);
            return Response.text(500, "that went wrong; the log says more\n");
        } finally {
            working.release();
        }
    }

    /**
     * Refuses a change that does not come from our own pages. Browsers say where a request comes from, and no script can make them say
     * something else.
     */
    private static void requireOwnOrigin(RequestHead head, boolean session) {
        boolean ours = head.header("sec-fetch-site")
                .map("same-origin"::equals)
                // Browsers leave that out where the connection is not safe.
                .orElseGet(() -> head.header("origin")
                        .map(origin -> isOf(origin, head.header("host").orElse("")))
                        // What says neither is no browser, and has no cookie of ours.
                        .orElse(!session));
        if (!ours) {
            throw new Refused(403, "changes are accepted from pages of this server only");
        }
    }

    private static boolean isOf(String origin, String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && !host.isEmpty() && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private static Map<String, String> form(RequestHead head, ExchangeHandler.Body body, int limit) throws IOException {
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

    /** The texts in the configured language, or in the one that the browser names first. */
    private static Texts texts(RequestHead head, Site.Section section) {
        return Texts.of(
                section.language(),
                head.header("accept-language").orElse("").split("[,;]", 2)[0].strip());
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
