package sluice.web.notes;

import sluice.api.Note;
import sluice.api.NoteRepository;
import sluice.web.http.Html;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** One note, to be changed or deleted. */
final class NotePage {

    private static final int MAX_LINES = 24;

    private NotePage() {}

    static Response of(Note note, NoteRepository notes, Request request) {
        String address = "/notes/" + note.id();
        Html html = Html.page("Note " + note.id(), request, NotePages.STYLE);
        html.open("p", "class", "back")
                .element("a", "← All notes", "href", "/notes")
                .close();
        new NoteView(html, notes).show(note, "", false);
        html.open("section", "aria-label", "Change")
                .open("form", "method", "post", "action", address, "class", "change");
        html.open("label", "for", "text").text("Text").close();
        long lines = note.text().lines().count() + 2;
        html.open(
                "textarea",
                "id",
                "text",
                "name",
                "text",
                "dir",
                "auto",
                "rows",
                Long.toString(Math.clamp(lines, 4, MAX_LINES)));
        // A browser leaves out a line end right behind the tag, which may be the text's own.
        html.text("\n" + note.text()).close();
        html.element("button", "Save", "type", "submit", "class", "strong").close();
        html.open("details", "class", "delete").element("summary", "Delete this note");
        html.open("form", "method", "post", "action", address + "/delete");
        html.element("p", "The note and its files are removed for good.");
        html.element("button", "Delete for good", "type", "submit")
                .close()
                .close()
                .close();
        return html.response();
    }
}
