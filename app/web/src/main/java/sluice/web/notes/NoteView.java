package sluice.web.notes;

import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteRepository;
import sluice.engine.notes.Amount;
import sluice.engine.notes.FileType;
import sluice.web.http.Html;

/** Shows one note. What it says is isolated, so that marks for the direction of writing in it do not reach beyond it. */
record NoteView(Html html, NoteRepository notes) {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    static String chat(String name, long id) {
        return name.isBlank() ? "chat " + id : name;
    }

    /** Shows it; in a list with a way to its own page. */
    void show(Note note, String words, boolean listed) {
        String address = "/notes/" + note.id();
        html.open("article", "class", "note", "aria-labelledby", "note-" + note.id());
        html.open(listed ? "h2" : "h1", "id", "note-" + note.id());
        html.element("bdi", chat(note.chat(), note.chatId())).close();
        html.open("p", "class", "origin");
        html.element("time", TIME.format(note.date()), "datetime", note.date().toString());
        if (!note.sender().isBlank()) {
            html.text(" · ").element("bdi", note.sender());
        }
        if (listed) {
            html.text(" · ")
                    .element(
                            "a",
                            "Edit or delete",
                            "href",
                            address,
                            "aria-label",
                            "Edit or delete the note of " + TIME.format(note.date()));
        }
        html.close();
        if (!note.text().isBlank()) {
            html.open("p", "class", "text", "dir", "auto");
            Highlight.write(html, note.text(), words);
            html.close();
        }
        files(note);
        html.close();
    }

    private void files(Note note) {
        if (note.messages().stream().allMatch(member -> member.media().isEmpty())) {
            return;
        }
        html.open("div", "class", "files");
        for (int number = 1; number <= note.messages().size(); number++) {
            String place = "/notes/media/" + note.id() + "/" + number;
            note.messages().get(number - 1).media().ifPresent(media -> media(note, media, place));
        }
        html.close();
    }

    private void media(Note note, NoteMedia media, String address) {
        html.open("div", "class", "media");
        String label = label(note, media);
        if (!media.isKept()) {
            html.open("p", "class", "remark").element("bdi", label).close();
        } else if (!Files.isRegularFile(notes.file(media.file()))) {
            html.open("p", "class", "remark missing").element("bdi", label);
            html.text(": the file is not there any more. It was deleted by hand, or lost.")
                    .close();
        } else if (FileType.isPicture(media.type())) {
            html.open("a", "href", address);
            html.open("img", "src", address, "alt", label, "loading", "lazy").close();
        } else if (FileType.isVideo(media.type())) {
            html.element("video", "", "src", address, "controls", "", "preload", "none", "aria-label", label);
        } else if (FileType.isSound(media.type())) {
            html.element("audio", "", "src", address, "controls", "", "preload", "none", "aria-label", label);
        } else {
            html.open("a", "href", address, "download", "");
            html.element("bdi", label)
                    .text(" (" + Amount.of(media.bytes()) + ")")
                    .close();
        }
        if (!media.remark().isEmpty()) {
            html.open("p", "class", "remark").element("bdi", media.remark()).close();
        }
        html.close();
    }

    private static String label(Note note, NoteMedia media) {
        String kind = media.kind().key().replace('-', ' ');
        return media.name().isBlank()
                ? kind + " from " + chat(note.chat(), note.chatId()) + ", " + TIME.format(note.date())
                : kind + " " + media.name();
    }
}
