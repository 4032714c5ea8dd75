package sluice.web.notes;

import java.util.stream.Collectors;
import sluice.api.Note;
import sluice.api.NoteMedia;

/** A note as Markdown. What it says is text there too: whatever would be markup is escaped. */
final class NoteMarkdown {

    private static final String MARKUP = "\\`*_{}[]()<>#+-!|~&=";

    private NoteMarkdown() {}

    static String of(Note note) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(line(NoteView.chat(note.chat(), note.chatId())));
        text.append(", ").append(line(NoteView.TIME.format(note.date()))).append("\n\n");
        if (!note.sender().isBlank()) {
            text.append("From ").append(line(note.sender())).append("\n\n");
        }
        if (!note.text().isBlank()) {
            text.append(escaped(note.text())).append("\n\n");
        }
        note.messages().forEach(message -> message.media().ifPresent(media -> text.append(file(media))));
        return text.toString();
    }

    private static String file(NoteMedia media) {
        String name = media.name().isBlank() ? "" : " " + line(media.name());
        String kept =
                media.isKept() ? ", kept as `notes/" + media.file().substring(0, 2) + "/" + media.file() + "`" : "";
        String remark = media.remark().isEmpty() ? "" : ": " + line(media.remark());
        return "- " + media.kind().key() + name + kept + remark + "\n";
    }

    private static String line(String text) {
        return escaped(text.replaceAll("\\R", " "));
    }

    /** Each line end stays one, an empty line an empty one, and no line begins anything. */
    static String escaped(String text) {
        return text.strip()
                .lines()
                .map(NoteMarkdown::escapedLine)
                .collect(Collectors.joining("\n"))
                .replaceAll("(?<=[^\\n])\\n(?=[^\\n])", "\\\\\n");
    }

    private static String escapedLine(String line) {
        String stripped = line.strip();
        StringBuilder escaped = new StringBuilder();
        boolean number = true;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            // "1." at the beginning of a line would begin a list.
            if (MARKUP.indexOf(c) >= 0 || (c == '.' && number && i > 0)) {
                escaped.append('\\');
            }
            number &= c >= '0' && c <= '9';
            escaped.append(c);
        }
        return escaped.toString();
    }
}
