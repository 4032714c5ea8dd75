package sluice.web.dashboard;

import sluice.base.text.Texts;
import sluice.web.http.Html;

/** The box on top of a page that says how things are. */
public final class Verdict {

    private Verdict() {}

    /**
     * Begins it. A section, a box and the list of reasons are left open.
     *
     * @param kind {@code good}, {@code look} or {@code bad}
     * @param text the verdict in a few words
     */
    public static void open(Html html, String kind, String text, Texts texts) {
        html.open("section#verdict.verdict." + kind, "aria-label", texts.get("page.verdict"));
        icon(html, "good", "M7 12.5l3.5 3.5L17 9", "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z");
        icon(html, "look", "M12 8v5M12 16v.5", "M12 2L23 21H1z");
        icon(html, "bad", "M8.5 8.5l7 7M15.5 8.5l-7 7", "M8 2h8l6 6v8l-6 6H8l-6-6V8z");
        html.open("div").element("p#verdict-text", text, "role", "status");
        html.open("ul#verdict-reasons");
    }

    private static void icon(Html html, String kind, String sign, String shape) {
        html.open("svg.icon." + kind, "viewbox", "0 0 24 24", "aria-hidden", "true")
                .element("path.shape", "", "d", shape)
                .element("path.sign", "", "d", sign)
                .close();
    }
}
