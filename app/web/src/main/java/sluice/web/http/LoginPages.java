package sluice.web.http;

import java.net.InetAddress;
import java.util.Optional;
import sluice.base.text.Texts;

/** {@code /login} and {@code /logout}. */
final class LoginPages {

    private static final int LONGEST_NEXT = 1024;

    private final Access access;

    private LoginPages(Access access) {
        this.access = access;
    }

    static void into(Pages pages, Access access) {
        LoginPages login = new LoginPages(access);
        pages.open("GET", "/login", login::form)
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
        String token = request.form("token").orElse("");
        LoginThrottle.Outcome outcome = access.attempt(token, from);
        if (outcome.right()) {
            return Response.redirect(next).with("Set-Cookie", access.begin(token, head));
        }
        String problem = outcome.pause()
                .map(wait -> request.texts().get("page.login.wait", Access.seconds(wait)))
                .orElseGet(() -> request.texts().get("page.login.wrong"));
        Response page = page(request, next, Optional.of(problem)).response();
        return outcome.pause()
                .map(wait -> page.status(429).with("Retry-After", Long.toString(Access.seconds(wait))))
                .orElseGet(() -> page.status(401).with("WWW-Authenticate", "Bearer"));
    }

    private Response logout(Request request, RequestHead head, InetAddress from) {
        return Response.redirect("/login").with("Set-Cookie", access.end(head));
    }

    private static Html page(Request request, String next, Optional<String> problem) {
        Texts texts = request.texts();
        Html html = Html.page(texts.get("page.login"), request).open("div.card.login");
        html.element("h1", texts.get("page.login"));
        html.open("form", "method", "post", "action", "/login");
        html.element("label", texts.get("page.login.token"), "for", "token");
        String[] password = {
            "type",
            "password",
            "name",
            "token",
            "required",
            "",
            "autofocus",
            "",
            "autocomplete",
            "current-password",
            "aria-describedby",
            "token-more"
        };
        html.open("input#token", password).open("input", "type", "hidden", "name", "next", "value", next);
        problem.ifPresent(text -> html.element("p.problem", text, "role", "alert"));
        html.element("p#token-more.muted", texts.get("page.login.hint"));
        html.element("button.strong", texts.get("page.login")).close();
        // A browser does not show the cookie to us when a link elsewhere led here, and does when one of ours does.
        html.open("p.muted").text(texts.get("page.login.already")).text(" ");
        html.element("a", texts.get("page.login.continue"), "href", next).close();
        return html.close();
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
