package sluice.web.notes;

import java.util.List;
import java.util.Optional;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteRepository;
import sluice.api.NoteSource;
import sluice.base.text.Figures;
import sluice.base.text.Texts;
import sluice.web.http.Html;
import sluice.web.http.Page;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The list: what to look for, and what was found, newest first. */
final class ListPage implements Page {

    static final int SIZE = 50;

    /** Sources that can be chosen from a list. Somebody with notes of more chats finds the others by their words. */
    private static final int SOURCES = 200;

    private final NoteRepository notes;

    ListPage(NoteRepository notes) {
        this.notes = notes;
    }

    @Override
    public Response answer(Request request) {
        NoteFilter filter = NoteFilter.of(request);
        Optional<NoteKey> after = NoteFilter.key(request, "after");
        Optional<NoteKey> before = NoteFilter.key(request, "before");
        List<Note> page = after.isPresent()
                ? notes.newer(filter.query(), after.get(), SIZE)
                : notes.older(filter.query(), before.orElse(NoteKey.NEWEST), SIZE);
        Texts texts = request.texts();
        String title = texts.get("page.notes");
        Html html = Html.page(title, request, NotePages.STYLE).element("h1", title);
        form(html, filter, texts);
        if (!filter.problem().isEmpty()) {
            html.element("p.problem", filter.problem(), "role", "alert");
        }
        long count = notes.count(filter.query());
        html.open("div.found")
                .element(count > 0 ? "p.count" : "p.count.none", counted(count, filter, texts), "role", "status");
        if (count > 0) {
            html.open("p").text(texts.get("page.notes.export") + " ");
            html.element("a", "JSON", "href", filter.address("/notes/export.json"));
            html.text(" · ").element("a", "Markdown", "href", filter.address("/notes/export.md"));
            html.close();
        }
        html.close().open("div.notes");
        page.forEach(note ->
                new NoteView(html, notes, texts).show(note, filter.query().words(), true));
        html.close();
        if (page.isEmpty() && count > 0) {
            html.open("p").text(texts.get("page.notes.no-more") + " ");
            html.element("a", texts.get("page.notes.newest"), "href", filter.address("/notes"));
            html.close();
        }
        around(html, filter, page, texts);
        return html.response();
    }

    private static String counted(long count, NoteFilter filter, Texts texts) {
        if (count == 0) {
            return texts.get(filter.isEmpty() ? "page.notes.none" : "page.notes.no-match");
        }
        String key = filter.isEmpty() ? "page.notes.count." : "page.notes.matching.";
        return texts.get(key + (count == 1 ? "one" : "many"), Figures.grouped(count));
    }

    private void form(Html html, NoteFilter filter, Texts texts) {
        html.open("form.filter.card", "method", "get", "action", "/notes", "role", "search");
        field(html, "q", texts.get("page.notes.words"), "search", filter);
        html.open("label.for-source").text(texts.get("page.notes.source") + " ").open("select", "name", "source");
        String chosen = filter.fields().getOrDefault("source", "");
        // The empty value must be written, since without one the text would be it.
        html.option("", texts.get("page.notes.all-chats"), false);
        List<NoteSource> sources = notes.sources(SOURCES);
        for (NoteSource source : sources) {
            String id = Long.toString(source.chatId());
            String name = NoteView.chat(source.chat(), source.chatId(), texts) + " (" + source.notes() + ")";
            html.option(id, name, id.equals(chosen));
        }
        if (!chosen.isEmpty() && sources.stream().noneMatch(source -> chosen.equals(Long.toString(source.chatId())))) {
            html.option(chosen, chosen, true);
        }
        html.close().close();
        field(html, "from", texts.get("page.notes.from"), "date", filter);
        field(html, "to", texts.get("page.notes.to"), "date", filter);
        html.open("div.buttons").element("button.strong", texts.get("page.messages.search"), "type", "submit");
        html.element("a.button", texts.get("page.notes.clear"), "href", "/notes")
                .close()
                .close();
    }

    private static void field(Html html, String name, String label, String type, NoteFilter filter) {
        String value = filter.fields().getOrDefault(name, "");
        html.open("label.for-" + name).text(label + " ");
        html.open("input", "type", type, "name", name, "value", value).close();
    }

    private void around(Html html, NoteFilter filter, List<Note> page, Texts texts) {
        if (page.isEmpty()) {
            return;
        }
        NoteKey first = page.getFirst().key();
        NoteKey last = page.getLast().key();
        html.open("nav.pages", "aria-label", texts.get("page.pages-of", texts.get("page.notes")));
        if (!notes.newer(filter.query(), first, 1).isEmpty()) {
            String address = filter.address("/notes", "after", NoteFilter.written(first));
            html.element("a.button", "← " + texts.get("page.notes.newer"), "href", address, "rel", "prev");
        }
        if (!notes.older(filter.query(), last, 1).isEmpty()) {
            String address = filter.address("/notes", "before", NoteFilter.written(last));
            html.element("a.button", texts.get("page.notes.older") + " →", "href", address, "rel", "next");
        }
        html.close();
    }
}
