package sluice.web.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import sluice.api.Durations;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.engine.journal.Entry;
import sluice.engine.route.NoteLane;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The page that says what became of a message: a search field, and the newest messages that it finds. Used for one request. */
final class MessagePage {

    /** The most messages that are shown. */
    static final int MAX = 50;

    private final BotView bot;
    private final Titles titles;
    private final Texts texts;

    MessagePage(BotView bot, Titles titles, Texts texts) {
        this.bot = bot;
        this.titles = titles;
        this.texts = texts;
    }

    /** Writes the search field, also where the messages are not. */
    static void form(Html html, String query, Texts texts) {
        html.open("form.field", "method", "get", "action", "/messages", "role", "search");
        html.element("label", texts.get("page.messages.label"), "for", "message-query");
        html.open("input#message-query", "type", "search", "name", "q", "value", query, "autocomplete", "off");
        html.element("button", texts.get("page.messages.search")).close();
    }

    Response answer(Request request) {
        String query = request.query("q").orElse("").strip();
        String title = texts.get("page.messages");
        Html html = Html.page(title, request, "/dashboard.css").element("h1", title);
        form(html, query, texts);
        if (!bot.journal().isOn()) {
            return html.element("p", texts.get("page.messages.off")).response();
        }
        List<Entry> found = bot.journal().find(wanted(query), MAX);
        String age = Durations.format(bot.config().get().journal().maxAge());
        html.element(
                "p#message-count.muted", texts.get("page.messages.found", found.size(), MAX, age), "role", "status");
        html.open("ol#message-list.rows");
        found.forEach(entry -> entry(html, entry));
        return html.close().response();
    }

    /** All words in the text, or the id of the message, or id or title of one of its chats. */
    private Predicate<Entry> wanted(String query) {
        String lower = query.toLowerCase(Locale.ROOT);
        List<String> words = List.of(lower.split("\\s+"));
        return entry -> query.isEmpty()
                || words.stream().allMatch(entry.text().toLowerCase(Locale.ROOT)::contains)
                || query.equals(Integer.toString(entry.message()))
                || isIn(entry.chat(), lower)
                || entry.ways().stream()
                        .anyMatch(way -> isIn(way.lane(), lower) || query.equals(Integer.toString(way.copy())));
    }

    private boolean isIn(long chat, String lower) {
        return Long.toString(chat).equals(lower)
                || titles.ifKnown(chat).toLowerCase(Locale.ROOT).contains(lower);
    }

    private void entry(Html html, Entry entry) {
        html.open("li")
                .open("p.way")
                .element("bdi", titles.withId(entry.chat()))
                .text(" #" + entry.message());
        String at = entry.at().truncatedTo(ChronoUnit.SECONDS).toString();
        Duration age = Duration.between(entry.at(), bot.timeline().now());
        html.text(" ")
                .element("time.muted", Ages.ago(age, texts), "datetime", at, "title", at)
                .close();
        if (!entry.text().isEmpty()) {
            html.element("p.quote", entry.text());
        }
        html.open("ul.fates");
        if (entry.ways().isEmpty()) {
            html.element("li", texts.get("page.fate.none"));
        }
        for (Entry.Way way : entry.ways()) {
            html.open("li").element("span.fate." + way.fate().name().toLowerCase(Locale.ROOT), fate(way));
            bot.watches()
                    .find(way.watch())
                    .ifPresent(watch -> html.text(" ")
                            .element(
                                    "a",
                                    watch.name().isEmpty() ? texts.get("page.messages.watch") : watch.name(),
                                    "href",
                                    "/watches/edit?id=" + URLEncoder.encode(watch.id(), UTF_8)));
            html.close();
        }
        html.close().close();
    }

    private String fate(Entry.Way way) {
        boolean note = NoteLane.is(way.lane());
        String to = note ? texts.get("watch.notes") : titles.withId(way.lane());
        return switch (way.fate()) {
            case WAITING ->
                Attention.unusable(way.lane(), bot, titles, texts)
                        .map(why -> texts.get("page.fate.waiting", to) + " " + why)
                        .orElseGet(() -> texts.get("page.fate.waiting", to));
            case SENT ->
                note || way.copy() == 0
                        ? texts.get("page.fate.sent", to)
                        : texts.get("page.fate.sent-as", to, way.copy());
            case FAILED ->
                texts.get("page.fate.failed", to, detailed(texts.get("failed.reason." + way.reason()), way.detail()));
            case FILTERED ->
                texts.get("page.fate.filtered", detailed(texts.get("page.filtered." + way.reason()), way.detail()));
        };
    }

    private static String detailed(String reason, String detail) {
        return detail.isEmpty() ? reason : reason + ": " + detail;
    }
}
