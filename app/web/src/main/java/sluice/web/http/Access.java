package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import sluice.base.log.Secret;
import sluice.base.time.Timeline;

/** Access control for the pages. This class is thread-safe. */
final class Access {

    private static final String SCHEME = "bearer ";

    /**
     * The decision on a sender.
     *
     * @param session whether the sender is known by a cookie
     * @param refusal what the sender is told instead of what it asked for; empty when it may go on
     */
    record Pass(boolean session, Optional<Response> refusal) {

        static final Pass FREE = new Pass(false, Optional.empty());
        static final Pass SESSION = new Pass(true, Optional.empty());

        static Pass refused(Response response) {
            return new Pass(false, Optional.of(response));
        }
    }

    private final Optional<Secret> token;
    private final String cookie;
    private final Sessions sessions;
    private final LoginThrottle tries;

    /**
     * Access to a server.
     *
     * @param token what must be known; empty when everybody on this machine may do everything
     * @param port where it listens: browsers do not tell cookies of one machine apart by it
     * @param timeline the source of time
     */
    Access(Optional<Secret> token, int port, Timeline timeline) {
        this.token = token;
        this.cookie = "sluice_session_" + port;
        this.sessions = new Sessions(timeline);
        this.tries = new LoginThrottle(timeline);
    }

    boolean needsToken() {
        return token.isPresent();
    }

    /** Decides on a sender. */
    Pass pass(RequestHead head, InetAddress from) {
        if (token.isEmpty()) {
            return Pass.FREE;
        }
        Optional<String> given =
                head.header("authorization").filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
        if (given.isPresent()) {
            LoginThrottle.Outcome outcome = attempt(given.get().substring(SCHEME.length()), from);
            return outcome.right() ? Pass.FREE : Pass.refused(denial(outcome));
        }
        return isKnown(head) ? Pass.SESSION : Pass.refused(stranger(head));
    }

    /** True if the sender has logged in. */
    boolean isKnown(RequestHead head) {
        return token.isPresent() && session(head).filter(sessions::use).isPresent();
    }

    /** Tries a token. */
    LoginThrottle.Outcome attempt(String given, InetAddress from) {
        return tries.attempt(from, () -> token.orElseThrow().matches(given.strip()));
    }

    /** The answer to a sender with a wrong token, or with any while too many were wrong. */
    static Response denial(LoginThrottle.Outcome outcome) {
        return outcome.pause()
                .map(wait -> Response.text(429, "too many wrong tokens; try again in a minute\n")
                        .with("Retry-After", Long.toString(seconds(wait))))
                .orElseGet(() -> needed("this is not the token\n"));
    }

    /** Begins a session: the header that gives the browser its cookie. */
    String begin(RequestHead head) {
        return cookie(sessions.begin(), Sessions.LONGEST, head);
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

    /** A person is shown where to log in; a program is told what it lacks. */
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
