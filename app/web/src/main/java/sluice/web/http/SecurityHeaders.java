package sluice.web.http;

import java.util.Map;

/** The security headers that every answer carries. */
final class SecurityHeaders {

    /** The policy of pages: nothing from elsewhere, nothing inside a page of others, and no script or style within the markup. */
    static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The policy of everything else: opened by itself, it can do nothing. */
    static final String OTHER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    /**
     * The referrer is for us alone. Not {@code no-referrer}: with that a browser hides the origin of a form also from the server that the
     * form came from, and over plain HTTP there is nothing else to tell our forms from those of others.
     */
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    static Response on(Response response) {
        Response dressed = response;
        for (Map.Entry<String, String> header : ALWAYS.entrySet()) {
            dressed = dressed.with(header.getKey(), header.getValue());
        }
        boolean page = response.headers().getOrDefault("Content-Type", "").startsWith("text/html");
        dressed = dressed.with("Content-Security-Policy", page ? PAGE_POLICY : OTHER_POLICY);
        return response.headers().containsKey("Cache-Control") ? dressed : dressed.with("Cache-Control", "no-store");
    }
}
