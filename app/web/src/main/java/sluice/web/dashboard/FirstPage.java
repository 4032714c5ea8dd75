package sluice.web.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The page as it is before its script makes it live: with the figures of the moment, so that it tells something without a script too. */
final class FirstPage {

    private static final long MEGABYTE = 1L << 20;

    private final Html html;
    private final JsonNode state;

    private FirstPage(Html html, JsonNode state) {
        this.html = html;
        this.state = state;
    }

    static Response of(Request request, JsonNode state) {
        Html html = Html.page(
                "Dashboard",
                request,
                "/dashboard.css",
                "/dashboard-view.js",
                "/dashboard-curve.js",
                "/dashboard-lists.js",
                "/dashboard.js");
        new FirstPage(html, state).write();
        return html.response();
    }

    private void write() {
        html.element("h1", "Dashboard", "class", "unseen");
        verdict();
        gauges("traffic", "Messages", Gauge.TRAFFIC);
        html.element("p", "", "id", "counts", "class", "muted");
        letters();
        section("warnings", "Warnings");
        html.element("ol", "", "id", "warning-list", "class", "rows").close();
        gauges("memory", "Memory", Gauge.MEMORY);
        watches();
        table("cleanups", "Cleanups", "The last cleanups, the newest first");
        table("modules", "Modules", "What was found, and what became of it");
        html.open("dialog", "id", "sure", "aria-labelledby", "sure-text")
                .element("p", "", "id", "sure-text")
                .open("form", "method", "dialog", "class", "buttons")
                .element("button", "Cancel", "value", "no")
                .element("button", "Yes", "value", "yes", "id", "sure-yes", "class", "strong")
                .close()
                .close();
    }

    private void verdict() {
        JsonNode problems = state.path("problems");
        JsonNode notes = state.path("notes");
        String kind = !problems.isEmpty() ? "bad" : notes.isEmpty() ? "good" : "look";
        String text = switch (kind) {
            case "bad" -> "Something is wrong";
            case "look" -> "Working, with warnings";
            default -> "All is well";
        };
        html.open("section", "id", "verdict", "class", "verdict " + kind, "aria-label", "Verdict");
        icon("good", "M7 12.5l3.5 3.5L17 9", "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z");
        icon("look", "M12 8v5M12 16v.5", "M12 2L23 21H1z");
        icon("bad", "M8.5 8.5l7 7M15.5 8.5l-7 7", "M8 2h8l6 6v8l-6 6H8l-6-6V8z");
        html.open("div");
        html.element("p", text, "id", "verdict-text", "role", "status");
        html.open("ul", "id", "verdict-reasons");
        problems.forEach(problem -> html.element("li", problem.asText()));
        notes.forEach(note -> html.open("li")
                .element(
                        "a",
                        note.path("text").asText(),
                        "href",
                        note.path("href").asText())
                .close());
        html.close().element("p", "", "id", "link", "class", "muted");
        html.open("noscript")
                .open("p")
                .text(
                        "These are the figures of the moment when the page was loaded. It stays live with JavaScript; all figures are in ")
                .element("a", "/stats", "href", "/stats")
                .text(", modules in ")
                .element("a", "/modules", "href", "/modules")
                .text(".")
                .close()
                .close();
        html.close().close();
    }

    private void icon(String kind, String sign, String shape) {
        html.open("svg", "class", "icon " + kind, "viewbox", "0 0 24 24", "aria-hidden", "true")
                .element("path", "", "class", "shape", "d", shape)
                .element("path", "", "class", "sign", "d", sign)
                .close();
    }

    private Html section(String id, String title) {
        return html.open("section", "aria-labelledby", id).element("h2", title, "id", id, "tabindex", "-1");
    }

    private void gauges(String id, String title, List<Gauge> gauges) {
        section(id, title).open("div", "class", "cards");
        gauges.forEach(gauge -> value(gauge.key()).ifPresent(value -> card(gauge, value)));
        html.close().close();
    }

    private Optional<JsonNode> value(String key) {
        for (JsonNode gauge : state.path("gauges")) {
            if (gauge.path("key").asText().equals(key)) {
                return Optional.of(gauge);
            }
        }
        return Optional.empty();
    }

    private void card(Gauge gauge, JsonNode value) {
        String label = "gauge-" + gauge.key();
        long now = value.path("value").asLong();
        html.open(
                "div",
                "class",
                "card",
                "id",
                label,
                "data-unit",
                gauge.unit().name(),
                "role",
                "group",
                "aria-labelledby",
                label + "-label");
        html.element("h3", gauge.label(), "id", label + "-label");
        html.open("p", "class", "figure").element("strong", shown(gauge, now), "class", "value");
        if (value.has("bound")) {
            html.element("span", " of " + shown(gauge, value.path("bound").asLong()), "class", "bound");
        }
        html.element("span", "", "class", "rate").close();
        if (value.has("bound")) {
            html.element(
                    "meter",
                    "",
                    "min",
                    "0",
                    "max",
                    value.path("bound").asText(),
                    "value",
                    Long.toString(now),
                    "aria-labelledby",
                    label + "-label");
        }
        if (gauge.curve().isPresent()) {
            html.element("div", "", "class", "curve");
        }
        html.close();
    }

    private static String shown(Gauge gauge, long value) {
        return gauge.unit() == Gauge.Unit.BYTES
                ? String.format(Locale.ROOT, "%,d MB", Math.round((double) value / MEGABYTE))
                : String.format(Locale.ROOT, "%,d", value);
    }

    private void letters() {
        section("letters", "Dead letters");
        html.element("p", "", "id", "letter-count");
        html.open("div", "class", "buttons", "id", "letter-all")
                .element("button", "Retry all…", "type", "button", "id", "retry-all")
                .element("button", "Discard all…", "type", "button", "id", "discard-all")
                .close();
        html.element("p", "", "id", "letter-said", "class", "said", "role", "status");
        html.element("ol", "", "id", "letter-list", "class", "rows");
        pager("letter", "Dead letters").close();
    }

    private void watches() {
        section("watches", "Watches");
        html.open("p", "class", "field")
                .element("label", "Filter", "for", "watch-filter")
                .open(
                        "input",
                        "type",
                        "search",
                        "id",
                        "watch-filter",
                        "autocomplete",
                        "off",
                        "placeholder",
                        "title, chat id or state")
                .close();
        html.element("p", "", "id", "watch-count", "role", "status");
        frame("watch", "What each watch has done since the start");
        pager("watch", "Watches").close();
    }

    private void table(String id, String title, String caption) {
        section(id, title);
        html.element("p", "", "id", id + "-none", "class", "muted");
        frame(id, caption).close();
    }

    private Html frame(String id, String caption) {
        return html.open("table", "id", id + "-table")
                .element("caption", caption)
                .element("thead", "")
                .element("tbody", "")
                .close();
    }

    private Html pager(String id, String what) {
        return html.open("nav", "class", "buttons pager", "id", id + "-pager", "aria-label", "Pages of: " + what)
                .element("button", "Back", "type", "button", "class", "back")
                .element("button", "On", "type", "button", "class", "on")
                .close();
    }
}
