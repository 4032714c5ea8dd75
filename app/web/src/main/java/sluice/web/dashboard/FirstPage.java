package sluice.web.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import sluice.base.json.Json;
import sluice.base.text.Figures;
import sluice.base.text.Texts;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The page as it is before its script makes it live: with the figures of the moment, so that it tells something without a script too. */
final class FirstPage {

    private final Html html;
    private final JsonNode state;
    private final Texts texts;
    private final String name;
    private final String version;

    private FirstPage(Html html, JsonNode state, Request request, String version) {
        this.html = html;
        this.state = state;
        this.texts = request.texts();
        this.name = request.scope().bot();
        this.version = version;
    }

    static Response of(Request request, JsonNode state, String version) {
        Html html = Html.page(request.texts().get("page.dashboard"), request, Dashboard.ASSETS.toArray(String[]::new));
        new FirstPage(html, state, request, version).write();
        return html.response();
    }

    private String text(String key, Object... values) {
        return texts.get(key, values);
    }

    private void write() {
        html.open("div#words", "hidden", "", "data-words", words()).close();
        html.open("div.head").element("h1#bot", botName());
        html.element("p.muted", text("page.about", version, text("page.language")))
                .close();
        verdict();
        watches();
        gauges("traffic", text("page.traffic"), Gauge.TRAFFIC);
        html.element("p#counts.muted", "").close();
        section("messages", text("page.messages"));
        MessagePage.form(html, "", texts);
        html.close();
        deadLetters();
        section("warnings", text("page.warnings"));
        html.element("ol#warning-list.rows", "").close();
        html.open("details#internals").element("summary", text("page.internals"));
        gauges("memory", text("page.memory"), Gauge.MEMORY).close();
        table("cleanups", text("page.cleanups"), text("page.cleanups.caption"));
        table("modules", text("page.modules"), text("page.modules.caption"));
        html.close();
        html.open("dialog#sure", "aria-labelledby", "sure-text")
                .element("p#sure-text", "")
                .open("form.buttons", "method", "dialog")
                .element("button", text("page.cancel"), "value", "no")
                .element("button#sure-yes.strong", text("page.yes"), "value", "yes")
                .close()
                .close();
    }

    /** What the script says. */
    private String words() {
        return Json.MAPPER.valueToTree(texts.family("page.js.")).toString();
    }

    private String botName() {
        String known = state.path("bot").asText();
        return !known.isEmpty() ? known : name.isEmpty() ? text("page.dashboard") : name;
    }

    private void verdict() {
        JsonNode problems = state.path("problems");
        JsonNode notes = state.path("notes");
        String kind = !problems.isEmpty() ? "bad" : notes.isEmpty() ? "good" : "look";
        Verdict.open(html, kind, text("page.js.verdict." + kind), texts);
        problems.forEach(problem -> html.element("li", problem.asText()));
        for (JsonNode note : notes) {
            String href = note.path("href").asText();
            html.open("li")
                    .element("a", note.path("text").asText(), "href", href)
                    .close();
        }
        html.close().element("p#link.muted", "").open("noscript").open("p");
        html.text(text("page.noscript")).text(" ");
        html.element("a", "/stats", "href", "/stats").text(" ").element("a", "/modules", "href", "/modules");
        html.close().close().close().close();
    }

    private Html section(String id, String title) {
        return html.open("section", "aria-labelledby", id).element("h2#" + id, title, "tabindex", "-1");
    }

    /** The section is left open. */
    private Html gauges(String id, String title, List<Gauge> gauges) {
        section(id, title).open("div.cards");
        for (Gauge gauge : gauges) {
            for (JsonNode value : state.path("gauges")) {
                if (value.path("key").asText().equals(gauge.key())) {
                    card(gauge, value);
                }
            }
        }
        return html.close();
    }

    private void card(Gauge gauge, JsonNode value) {
        String id = "gauge-" + gauge.key();
        String label = id + "-label";
        String now = value.path("value").asText();
        String bound = value.path("bound").asText();
        String unit = gauge.unit().name();
        html.open("div#" + id + ".card", "data-unit", unit, "role", "group", "aria-labelledby", label);
        html.element("h3#" + label, text("page.gauge." + gauge.key()));
        html.open("p.figure").element("strong.value", shown(gauge, now));
        if (!bound.isEmpty()) {
            html.element("span.bound", " " + text("page.js.of", shown(gauge, bound)));
        }
        html.element("span.rate", "").close();
        if (!bound.isEmpty()) {
            html.element("meter", "", "min", "0", "max", bound, "value", now, "aria-labelledby", label);
        }
        html.element("div.curve", "").close();
    }

    private static String shown(Gauge gauge, String number) {
        long value = Long.parseLong(number);
        return gauge.unit() == Gauge.Unit.BYTES ? Figures.megabytes(value, 0) + " MB" : Figures.grouped(value);
    }

    private void deadLetters() {
        section("letters", text("page.letters"));
        html.element("p#letter-count", "");
        html.element("ul#letter-groups.rows", "", "hidden", "");
        html.open("div#letter-all.buttons")
                .element("button#retry-all", text("page.retry-all"), "type", "button")
                .element("button#discard-all", text("page.discard-all"), "type", "button")
                .close();
        html.element("p#letter-said.said", "", "role", "status");
        html.element("ol#letter-list.rows", "");
        pager("letter", text("page.letters")).close();
    }

    private void watches() {
        section("watches", text("page.watches")).open("div.bar");
        html.open("p.field").element("label", text("page.filter"), "for", "watch-filter");
        String hint = text("page.filter.hint");
        html.open("input#watch-filter", "type", "search", "autocomplete", "off", "placeholder", hint);
        html.close();
        if (state.path("canKeep").asBoolean()) {
            html.element("a.button.strong", text("page.add"), "href", "/watches/new", "id", "watch-add");
        }
        html.close();
        html.element("p#watch-said.said", "", "role", "status");
        html.element("p#watch-count", "", "role", "status");
        frame("watch", text("page.watches.caption"));
        pager("watch", text("page.watches")).close();
    }

    private void table(String id, String title, String caption) {
        section(id, title).element("p#" + id + "-none.muted", "");
        frame(id, caption).close();
    }

    private Html frame(String id, String caption) {
        return html.open("table#" + id + "-table")
                .element("caption", caption)
                .element("thead", "")
                .element("tbody", "")
                .close();
    }

    private Html pager(String id, String what) {
        return html.open("nav#" + id + "-pager.buttons.pager", "aria-label", text("page.pages-of", what))
                .element("button.back", text("page.previous"), "type", "button")
                .element("button.on", text("page.next"), "type", "button")
                .close();
    }
}
