package sluice.web.notes;

import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteRepository;
import sluice.base.text.Texts;
import sluice.engine.notes.Amount;
import sluice.engine.notes.FileType;
import sluice.web.http.Html;

/** Shows one note. What it says is isolated, so that marks for the direction of writing in it do not reach beyond it. */
final class NoteView {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Html html;
    private final NoteRepository notes;
    private final Texts texts;

    NoteView(Html html, NoteRepository notes, Texts texts) {
        this.html = html;
        this.notes = notes;
        this.texts = texts;
    }

    static String chat(String name, long id, Texts texts) {
        return name.isBlank() ? texts.get("page.notes.chat", id) : name;
    }

    /** Shows it; in a list with a link to its own page. */
    void show(Note note, String words, boolean listed) {
        String id = "note-" + note.id();
        String time = TIME.format(note.date());
        html.open("article.note", "aria-labelledby", id);
        html.open((listed ? "h2#" : "h1#") + id).element("bdi", chat(note.chat(), note.chatId(), texts));
        html.close().open("p.origin");
        html.element("time", time, "datetime", note.date().toString());
        if (!note.sender().isBlank()) {
            html.text(" · ").element("bdi", note.sender());
        }
        if (listed) {
            String label = texts.get("page.notes.edit-of", time);
            html.text(" · ")
                    .element("a", texts.get("page.notes.edit"), "href", "/notes/" + note.id(), "aria-label", label);
        }
        html.close();
        if (!note.text().isBlank()) {
            html.open("p.text", "dir", "auto");
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
        html.open("div.files");
        for (int number = 1; number <= note.messages().size(); number++) {
            String place = "/notes/media/" + note.id() + "/" + number;
            note.messages().get(number - 1).media().ifPresent(media -> media(note, media, place));
        }
        html.close();
    }

    private void media(Note note, NoteMedia media, String address) {
        html.open("div.media");
        String label = label(note, media);
        if (!media.isKept()) {
            html.open("p.remark").element("bdi", label).close();
        } else if (!Files.isRegularFile(notes.file(media.file()))) {
            html.open("p.remark.missing").element("bdi", label);
            html.text(": " + texts.get("page.notes.missing")).close();
        } else if (FileType.isPicture(media.type())) {
            html.open("a", "href", address);
            html.open("img", "src", address, "alt", label, "loading", "lazy").close();
        } else if (FileType.isVideo(media.type()) || FileType.isSound(media.type())) {
            String player = FileType.isVideo(media.type()) ? "video" : "audio";
            html.element(player, "", "src", address, "controls", "", "preload", "none", "aria-label", label);
        } else {
            html.open("a", "href", address, "download", "").element("bdi", label);
            html.text(" (" + Amount.of(media.bytes()) + ")").close();
        }
        if (!media.remark().isEmpty()) {
            html.open("p.remark").element("bdi", media.remark()).close();
        }
        html.close();
    }

    private String label(Note note, NoteMedia media) {
        String kind = kind(media, texts);
        String name = Attachment.visible(media.name());
        return name.isBlank()
                ? texts.get(
                        "page.notes.file-of", kind, chat(note.chat(), note.chatId(), texts), TIME.format(note.date()))
                : kind + " " + name;
    }

    static String kind(NoteMedia media, Texts texts) {
        return texts.get("page.notes.kind." + media.kind().key());
    }
}
