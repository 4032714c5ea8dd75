package sluice.web.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteRepository;
import sluice.api.NoteSource;
import sluice.web.http.Html;
import sluice.web.http.Page;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The list: what to look for, and what was found, newest first. */
record ListPage(NoteRepository notes) implements Page {

    static final int SIZE = 50;

    /** Sources that can be chosen from a list. Somebody with notes of more chats finds the others by their words. */
    private static final int SOURCES = 200;

    @Override
    public Response answer(Request request) {
        NoteFilter filter = NoteFilter.of(request);
        Optional<NoteKey> after = NoteFilter.key(request, "after");
        Optional<NoteKey> before = NoteFilter.key(request, "before");
        List<Note> page = after.isPresent()
                ? notes.newer(filter.query(), after.get(), SIZE)
                : notes.older(filter.query(), before.orElse(NoteKey.NEWEST), SIZE);
        Html html = Html.page("Notes", request, NotePages.STYLE).element("h1", "Notes");
        form(html, filter);
        if (!filter.problem().isEmpty()) {
            html.element("p", filter.problem(), "role", "alert", "class", "problem");
        }
        long count = notes.count(filter.query());
        html.open("div", "class", "found")
                .element("p", counted(count, filter), "role", "status", "class", count > 0 ? "count" : "count none");
        if (count > 0) {
            html.open("p").text("Export these as ");
            html.element("a", "JSON", "href", filter.address("/notes/export.json"))
                    .text(" or ");
            html.element("a", "Markdown", "href", filter.address("/notes/export.md"))
                    .close();
        }
        html.close().open("div", "class", "notes");
        page.forEach(note -> new NoteView(html, notes).show(note, filter.query().words(), true));
        html.close();
        if (page.isEmpty() && count > 0) {
            html.open("p").text("There is nothing beyond this. ");
            html.element("a", "Show the newest", "href", filter.address("/notes"))
                    .close();
        }
        around(html, filter, page);
        return html.response();
    }

    private static String counted(long count, NoteFilter filter) {
        if (count == 0) {
            return filter.isEmpty()
                    ? "There are no notes yet. A watch with `record: true` keeps what it lets through here."
                    : "No note matches. Look for fewer words, or leave the source or the days open.";
        }
        String number = String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " note" : " notes");
        return filter.isEmpty() ? number : number + (count == 1 ? " matches" : " match");
    }

    private void form(Html html, NoteFilter filter) {
        html.open("form", "method", "get", "action", "/notes", "role", "search", "class", "filter card");
        field(html, "q", "Words", "search", filter);
        html.open("label", "class", "for-source").text("Source ").open("select", "name", "source");
        String chosen = filter.fields().getOrDefault("source", "");
        option(html, "", "all chats", chosen);
        List<NoteSource> sources = notes.sources(SOURCES);
        for (NoteSource source : sources) {
            String id = Long.toString(source.chatId());
            option(html, id, NoteView.chat(source.chat(), source.chatId()) + " (" + source.notes() + ")", chosen);
        }
        if (!chosen.isEmpty() && sources.stream().noneMatch(source -> chosen.equals(Long.toString(source.chatId())))) {
            option(html, chosen, chosen, chosen);
        }
        html.close().close();
        field(html, "from", "From", "date", filter);
        field(html, "to", "To", "date", filter);
        html.open("div", "class", "buttons").element("button", "Search", "type", "submit", "class", "strong");
        html.element("a", "Clear", "href", "/notes", "class", "button").close().close();
    }

    private static void field(Html html, String name, String label, String type, NoteFilter filter) {
        html.open("label", "class", "for-" + name).text(label + " ");
        html.open("input", "type", type, "name", name, "value", filter.fields().getOrDefault(name, ""));
        html.close();
    }

    private static void option(Html html, String value, String text, String chosen) {
        // An empty value must be written, since without one the text would be it.
        if (value.isEmpty()) {
            html.element("option", text, "value", "");
        } else if (value.equals(chosen)) {
            html.element("option", text, "value", value, "selected", "");
        } else {
            html.element("option", text, "value", value);
        }
    }

    private void around(Html html, NoteFilter filter, List<Note> page) {
        if (page.isEmpty()) {
            return;
        }
        NoteKey first = page.getFirst().key();
        NoteKey last = page.getLast().key();
        html.open("nav", "aria-label", "Pages of notes", "class", "pages");
        if (!notes.newer(filter.query(), first, 1).isEmpty()) {
            String address = filter.address("/notes", "after", NoteFilter.written(first));
            html.element("a", "← Newer", "href", address, "rel", "prev", "class", "button");
        }
        if (!notes.older(filter.query(), last, 1).isEmpty()) {
            String address = filter.address("/notes", "before", NoteFilter.written(last));
            html.element("a", "Older →", "href", address, "rel", "next", "class", "button");
        }
        html.close();
    }
}
