package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sluice.base.log.Secret;
import sluice.base.time.Timeline;

/** Access control for the pages. This class is thread-safe. */
final class Access {

    private static final String SCHEME = "bearer ";

    /**
     * The decision on a sender.
     *
     * @param session whether the sender is known by a cookie
     * @param all whether the sender may see everything
     * @param bots the bots whose pages the sender may see besides
     * @param refused what the sender gets who may see nothing; empty for others
     */
    record Pass(boolean session, boolean all, Set<String> bots, Optional<Response> refused) {

        private static final Pass FREE = new Pass(false, true, Set.of(), Optional.empty());

        private Pass(Response refused) {
            this(false, false, Set.of(), Optional.of(refused));
        }

        /** Whether the sender may see the pages of a bot, or with an empty name those at {@code /}. */
        boolean opens(String bot) {
            return all || bots.contains(bot);
        }

        /** What the sender gets instead of what it may not see. The bots of others are as if they were not there. */
        Response refusal(String bot, String path) {
            if (refused.isPresent()) {
                return refused.get();
            }
            if (!bot.isEmpty()) {
                return Response.text(404, "not found\n");
            }
            String own = Site.BOTS + bots.stream().sorted().findFirst().orElseThrow() + "/";
            return path.equals("/")
                    ? Response.redirect(own)
                    : Response.text(403, "this token opens " + own + " and nothing else\n");
        }
    }

    private final Optional<Secret> token;
    private final Site site;
    private final String cookie;
    private final Sessions sessions;
    private final LoginThrottle tries;
    private volatile boolean guarded;

    /**
     * Access to a server.
     *
     * @param token what opens everything; when it is empty and no bot has a token, everybody on this machine may do everything
     * @param site knows what opens the pages of a bot alone
     * @param port where it listens: browsers do not tell cookies of one machine apart by it
     */
    Access(Optional<Secret> token, Site site, int port, Timeline timeline) {
        this.token = token;
        this.site = site;
        this.cookie = "sluice_session_" + port;
        this.sessions = new Sessions(timeline);
        this.tries = new LoginThrottle(timeline);
    }

    /**
     * Whether nothing is shown without a token. It stays so when the last bot with a token is gone: its file may be broken for a moment, and
     * what it guarded must not lie open meanwhile.
     */
    boolean needsToken() {
        if (!guarded) {
            guarded = token.isPresent() || !site.tokens().isEmpty();
        }
        return guarded;
    }

    Pass pass(RequestHead head, InetAddress from) {
        if (!needsToken()) {
            return Pass.FREE;
        }
        Optional<String> given =
                head.header("authorization").filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
        if (given.isPresent()) {
            String text = given.get().substring(SCHEME.length());
            LoginThrottle.Outcome outcome = attempt(text, from);
            Optional<Pass> right = outcome.right() ? pass(false, text) : Optional.empty();
            return right.orElseGet(() -> new Pass(denial(outcome)));
        }
        return session(head)
                .flatMap(sessions::use)
                .flatMap(begunWith -> pass(true, begunWith.reveal()))
                .orElseGet(() -> new Pass(stranger(head)));
    }

    /** What a token opens at present; empty for one that opens nothing. */
    private Optional<Pass> pass(boolean session, String given) {
        if (token.filter(all -> all.matches(given.strip())).isPresent()) {
            return Optional.of(new Pass(session, true, Set.of(), Optional.empty()));
        }
        Set<String> bots = site.tokens().entrySet().stream()
                .filter(own -> own.getValue().matches(given.strip()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return bots.isEmpty() ? Optional.empty() : Optional.of(new Pass(session, false, bots, Optional.empty()));
    }

    LoginThrottle.Outcome attempt(String given, InetAddress from) {
        return tries.attempt(from, () -> pass(false, given).isPresent());
    }

    /** The answer to a sender with a wrong token, or with any while too many were wrong. */
    static Response denial(LoginThrottle.Outcome outcome) {
        return outcome.pause()
                .map(wait -> Response.text(429, "too many wrong tokens; try again in a minute\n")
                        .with("Retry-After", Long.toString(seconds(wait))))
                .orElseGet(() -> needed("this is not the token\n"));
    }

    /** Begins a session, which opens what the token opens as long as it does: the header that gives the browser its cookie. */
    String begin(String right, RequestHead head) {
        return cookie(sessions.begin(new Secret(right.strip())), Sessions.LONGEST, head);
    }

    /** Ends the session of a sender: the header that takes the cookie from the browser. */
    String end(RequestHead head) {
        session(head).ifPresent(sessions::end);
        return cookie("", Duration.ZERO, head);
    }

    private String cookie(String value, Duration age, RequestHead head) {
        // Whoever says that without being a proxy makes only the own cookie stricter.
        boolean safe = head.header("x-forwarded-proto")
                .filter("https"::equalsIgnoreCase)
                .isPresent();
        return cookie + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (safe ? "; Secure" : "");
    }

    private Optional<String> session(RequestHead head) {
        for (String pair : head.header("cookie").orElse("").split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(cookie)) {
                return Optional.of(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** A person is shown where to log in; a program gets a 401. */
    private static Response stranger(RequestHead head) {
        boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
        if (!reads || !head.header("accept").orElse("").contains("text/html")) {
            return needed("a token is needed\n");
        }
        String next = head.target().equals("/") ? "" : "?next=" + URLEncoder.encode(head.target(), UTF_8);
        return Response.redirect("/login" + next);
    }

    private static Response needed(String text) {
        return Response.text(401, text).with("WWW-Authenticate", "Bearer");
    }

    static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
