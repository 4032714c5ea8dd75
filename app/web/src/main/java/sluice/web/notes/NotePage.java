package sluice.web.notes;

import sluice.api.Note;
import sluice.api.NoteRepository;
import sluice.base.text.Texts;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** One note, to be changed or deleted. */
final class NotePage {

    private static final int MAX_LINES = 24;

    private NotePage() {}

    static Response of(Note note, NoteRepository notes, Request request) {
        String address = "/notes/" + note.id();
        Texts texts = request.texts();
        Html html = Html.page(texts.get("page.notes.note", note.id()), request, NotePages.STYLE);
        html.open("p.back")
                .element("a", "← " + texts.get("page.notes.all"), "href", "/notes")
                .close();
        new NoteView(html, notes, texts).show(note, "", false);
        html.open("section", "aria-label", texts.get("page.notes.change"))
                .open("form.change", "method", "post", "action", address);
        html.element("label", texts.get("page.notes.text"), "for", "text");
        long lines = Math.clamp(note.text().lines().count() + 2, 4, MAX_LINES);
        html.open("textarea#text", "name", "text", "dir", "auto", "rows", Long.toString(lines));
        // A browser leaves out a line end right behind the tag, which may be the text's own.
        html.text("\n" + note.text()).close();
        html.element("button.strong", texts.get("page.form.save"), "type", "submit")
                .close();
        html.open("details.delete").element("summary", texts.get("page.notes.delete"));
        html.open("form", "method", "post", "action", address + "/delete");
        html.element("p", texts.get("page.notes.delete.hint"));
        html.element("button", texts.get("page.notes.delete.yes"), "type", "submit");
        return html.close().close().close().response();
    }
}
