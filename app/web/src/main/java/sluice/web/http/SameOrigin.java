package sluice.web.http;

import java.util.Locale;

/**
 * Checks that a change comes from our own pages. Browsers say where a request comes from, and no script can make them say something else.
 */
final class SameOrigin {

    private SameOrigin() {}

    /**
     * Checks a change.
     *
     * @param head the request
     * @param session whether the sender is known by a cookie alone
     * @throws Refused when it comes from elsewhere
     */
    static void check(RequestHead head, boolean session) {
        boolean ours = head.header("sec-fetch-site")
                .map("same-origin"::equals)
                // Browsers leave that out where the connection is not safe.
                .orElseGet(() -> head.header("origin")
                        .map(origin -> isOf(origin, head.header("host").orElse("")))
                        // What says neither is no browser, and has no cookie of ours.
                        .orElse(!session));
        if (!ours) {
            throw new Refused(403, "changes are taken from pages of this server only");
        }
    }

    private static boolean isOf(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int scheme = lower.indexOf("://");
        return scheme > 0 && !host.isEmpty() && lower.substring(scheme + 3).equals(host.toLowerCase(Locale.ROOT));
    }
}
