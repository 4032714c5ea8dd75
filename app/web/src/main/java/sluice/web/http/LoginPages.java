package sluice.web.http;

import java.net.InetAddress;
import java.util.Optional;

/** {@code /login} and {@code /logout}. */
final class LoginPages {

    private static final int LONGEST_NEXT = 1024;

    private final Access access;

    private LoginPages(Access access) {
        this.access = access;
    }

    static Pages into(Pages pages, Access access) {
        LoginPages login = new LoginPages(access);
        return pages.open("GET", "/login", login::form)
                .open("POST", "/login", new InternalPage(login::login))
                .open("POST", "/logout", new InternalPage(login::logout));
    }

    private Response form(Request request) {
        String next = next(request.query("next"));
        return request.session() || !access.needsToken()
                ? Response.redirect(next)
                : page(request, next, Optional.empty()).response();
    }

    private Response login(Request request, RequestHead head, InetAddress from) {
        String next = next(request.form("next"));
        if (!access.needsToken()) {
            return Response.redirect(next);
        }
        LoginThrottle.Outcome outcome = access.attempt(request.form("token").orElse(""), from);
        if (outcome.right()) {
            return Response.redirect(next).with("Set-Cookie", access.begin(head));
        }
        String problem = outcome.pause()
                .map(wait -> "Too many wrong tokens. Try again in " + Access.seconds(wait) + " s.")
                .orElse("This is not the token.");
        Response page = page(request, next, Optional.of(problem)).response();
        return outcome.pause()
                .map(wait -> page.status(429).with("Retry-After", Long.toString(Access.seconds(wait))))
                .orElseGet(() -> page.status(401).with("WWW-Authenticate", "Bearer"));
    }

    private Response logout(Request request, RequestHead head, InetAddress from) {
        return Response.redirect("/login").with("Set-Cookie", access.end(head));
    }

    private static Html page(Request request, String next, Optional<String> problem) {
        Html html = Html.page("Log in", request).element("h1", "Log in");
        problem.ifPresent(text -> html.element("p", text, "role", "alert", "class", "problem"));
        html.open("form", "method", "post", "action", "/login")
                .open("p")
                .element("label", "Token", "for", "token")
                .text(" ")
                .open(
                        "input",
                        "type",
                        "password",
                        "id",
                        "token",
                        "name",
                        "token",
                        "required",
                        "",
                        "autofocus",
                        "",
                        "autocomplete",
                        "current-password")
                .open("input", "type", "hidden", "name", "next", "value", next)
                .text(" ")
                .element("button", "Log in")
                .close()
                .close();
        html.element("p", "It is http.token in sluice.yaml.");
        // A browser does not show the cookie to us when a link elsewhere led here, and does when one of ours does.
        return html.open("p")
                .text("Logged in already? ")
                .element("a", "Go on", "href", next)
                .close();
    }

    /** The page after the login: a path of ours, whatever was asked for. */
    private static String next(Optional<String> wanted) {
        String path = wanted.filter(text -> text.startsWith("/") && text.length() <= LONGEST_NEXT)
                .orElse("/");
        try {
            RequestTarget.of(path);
            return path;
        } catch (Refused e) {
            return "/";
        }
    }
}
