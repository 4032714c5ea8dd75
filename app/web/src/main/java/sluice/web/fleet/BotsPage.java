package sluice.web.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static sluice.base.text.Figures.grouped;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import sluice.base.json.Json;
import sluice.base.text.Texts;
import sluice.web.dashboard.Ages;
import sluice.web.dashboard.Verdict;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Site;

/** The list of all bots as it is before its script makes it live. Without a script it can be read, filtered and used all the same. */
final class BotsPage {

    /** The counts of a bot and their sums, as the state names them. */
    private static final List<String> COUNTS = List.of("received", "delivered", "waiting", "deadLetters");

    private final Html html;
    private final JsonNode state;
    private final Texts texts;
    private final String filter;

    BotsPage(Html html, JsonNode state, Request request) {
        this.html = html;
        this.state = state;
        this.texts = request.texts();
        this.filter = request.query("filter").orElse("");
    }

    void write(String version) {
        Map<String, String> words = texts.family("page.js.");
        words.putAll(texts.family("page.bots."));
        String data = Json.MAPPER.valueToTree(words).toString();
        html.open("div#words", "hidden", "", "data-words", data).close();
        html.open("div.head").element("h1", texts.get("page.bots"));
        html.element("p.muted", texts.get("page.about", version, texts.get("page.language")))
                .close();
        verdict();
        html.open("div.cards.sums");
        card("bots", texts.get("page.bots"), state.path("bots"));
        COUNTS.forEach(key -> card(key, label(key), state.path("sums").path(key)));
        html.close();
        bar();
        html.element("p#bot-said.said", "", "role", "status");
        html.element("p#bot-count", counted(), "role", "status");
        table();
        pager();
    }

    private void verdict() {
        long bad = state.path("withProblems").asLong();
        boolean good = bad == 0 && state.path("problems").isEmpty();
        String text = bad > 0
                ? texts.get(
                        "page.bots.bad",
                        grouped(bad),
                        grouped(state.path("bots").asLong()))
                : texts.get("page.js.verdict." + (good ? "good" : "bad"));
        Verdict.open(html, good ? "good" : "bad", text, texts);
        state.path("problems").forEach(problem -> html.element("li", problem.asText()));
        html.close().element("p#link.muted", states());
        html.open("noscript").element("p", texts.get("page.bots.noscript")).close();
        html.close().close();
    }

    private String states() {
        JsonNode states = state.path("states");
        Object[] counts = Stream.of("running", "starting", "paused", "failed", "invalid", "elsewhere")
                .map(name -> grouped(states.path(name).asLong()))
                .toArray();
        return texts.get(shared() ? "page.bots.states.shared" : "page.bots.states", counts);
    }

    /** Whether machines share the bots. */
    private boolean shared() {
        return state.path("shared").asBoolean();
    }

    private void card(String key, String label, JsonNode value) {
        html.open("div#sum-" + key.toLowerCase(Locale.ROOT) + ".card").element("h3", label);
        html.open("p.figure").element("strong.value", grouped(value.asLong()));
        html.close().close();
    }

    private void bar() {
        html.open("section", "aria-labelledby", "bots").element("h2#bots.unseen", texts.get("page.bots.list"));
        html.open("form.field", "method", "get", "action", "/", "role", "search");
        html.element("label", texts.get("page.bots.filter"), "for", "bot-filter");
        html.open("input#bot-filter", "type", "search", "name", "filter", "value", filter, "autocomplete", "off");
        html.close();
    }

    private String counted() {
        long matching = state.path("matching").asLong();
        long all = state.path("bots").asLong();
        if (matching == 0) {
            return all == 0 ? texts.get("page.bots.none") : texts.get("page.js.watches.no-match", bots(all));
        }
        long first = state.path("first").asLong();
        String text = state.path("pages").asInt() > 1
                ? texts.get(
                        "page.js.watches.range",
                        grouped(first + 1),
                        grouped(first + state.path("rows").size()),
                        bots(matching))
                : bots(matching);
        return matching == all ? text : texts.get("page.js.watches.part", text, grouped(all));
    }

    private String bots(long count) {
        return texts.get("page.bots.count." + (count == 1 ? "one" : "many"), grouped(count));
    }

    private void table() {
        html.open("table#bot-table").element("caption", texts.get("page.bots.caption"));
        html.open("thead").open("tr");
        List<String> first =
                shared() ? List.of("bot", "state", "node", "since", "health") : List.of("bot", "state", "health");
        first.forEach(column -> html.element("th", label(column), "scope", "col"));
        COUNTS.forEach(column -> html.element("th.number", label(column), "scope", "col"));
        List.of("poll", "actions").forEach(column -> html.element("th", label(column), "scope", "col"));
        html.close().close().open("tbody");
        Instant now = Instant.ofEpochMilli(state.path("now").asLong());
        state.path("rows").forEach(row -> row(row, now));
        html.close().close();
    }

    private void row(JsonNode row, Instant now) {
        String name = row.path("name").asText();
        String what = row.path("state").asText();
        String detail = row.path("detail").asText();
        JsonNode problems = row.path("problems");
        long poll = row.path("lastPoll").asLong();
        boolean runs = what.equals("running");
        html.open("tr").open("th", "scope", "row").element("a", name, "href", Site.BOTS + name + "/");
        html.close();
        cell("td", "state", true, () -> html.element(tag(what), texts.get("page.bots.state." + what)));
        if (shared()) {
            String node = row.path("node").asText();
            long since = row.path("since").asLong();
            cell("td", "node", !node.isEmpty(), () -> html.text(node));
            cell("td", "since", since > 0, () -> age(since, now));
        }
        cell("td", "health", runs || !problems.isEmpty() || !detail.isEmpty(), () -> {
            html.text(!problems.isEmpty() ? "" : runs ? texts.get("page.bots.well") : detail);
            problems.forEach(
                    problem -> html.element("span.problem", problem.path("text").asText()));
        });
        for (String key : COUNTS) {
            cell("td.number", key, runs, () -> html.text(grouped(row.path(key).asLong())));
        }
        cell("td", "poll", runs || poll > 0, () -> poll(poll, now));
        cell("td", "actions", true, () -> pause(name, !what.equals("paused")));
        html.close();
    }

    private static String tag(String state) {
        return switch (state) {
            case "running", "elsewhere" -> "span";
            case "paused" -> "span.tag.look";
            default -> "span.tag.bad";
        };
    }

    private void poll(long poll, Instant now) {
        if (poll == 0) {
            html.text(texts.get("page.js.never"));
        } else {
            age(poll, now);
        }
    }

    private void age(long millis, Instant now) {
        Instant at = Instant.ofEpochMilli(millis);
        html.element("time", Ages.ago(Duration.between(at, now), texts), "datetime", at.toString());
    }

    private void pause(String bot, boolean paused) {
        html.open("form", "method", "post", "action", "/pause");
        html.open("input", "type", "hidden", "name", "bot", "value", bot);
        html.open("input", "type", "hidden", "name", "paused", "value", Boolean.toString(paused));
        html.open("button").text(texts.get(paused ? "page.js.pause" : "page.js.resume"));
        html.element("span.unseen", " " + bot).close().close();
    }

    /** Writes a cell; a dash in one that has nothing to say. */
    private void cell(String kind, String column, boolean says, Runnable content) {
        html.open(says ? kind : kind + ".empty", "data-label", label(column)).open("span");
        if (says) {
            content.run();
        } else {
            html.text("–");
        }
        html.close().close();
    }

    private String label(String column) {
        return switch (column) {
            // Of a watch it means something else.
            case "waiting" -> texts.get("page.gauge.waiting");
            case "deadLetters" -> texts.get("page.gauge.letters");
            case "bot", "node", "since", "health", "poll" -> texts.get("page.bots.column." + column);
            default -> texts.get("page.js.column." + column);
        };
    }

    private void pager() {
        int page = state.path("page").asInt();
        int pages = state.path("pages").asInt();
        html.open("nav#bot-pager.buttons.pager", "aria-label", texts.get("page.pages-of", texts.get("page.bots.list")));
        turn("back", "page.previous", page - 1, page > 0);
        turn("on", "page.next", page + 1, page + 1 < pages);
        html.close().close();
    }

    private void turn(String kind, String text, int page, boolean there) {
        String address = "/?page=" + page + (filter.isEmpty() ? "" : "&filter=" + URLEncoder.encode(filter, UTF_8));
        if (there) {
            html.element("a.button." + kind, texts.get(text), "href", address);
        } else {
            html.element("a.button." + kind, texts.get(text), "href", address, "hidden", "");
        }
    }
}
