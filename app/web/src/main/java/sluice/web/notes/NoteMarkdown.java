package sluice.web.notes;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.base.text.Texts;

/** A note as Markdown. What it says is text there too: whatever would be markup is escaped. */
final class NoteMarkdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+\\-!|~&=]");

    private NoteMarkdown() {}

    static String of(Note note, Texts texts) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(line(NoteView.chat(note.chat(), note.chatId(), texts)));
        text.append(", ").append(line(NoteView.TIME.format(note.date()))).append("\n\n");
        if (!note.sender().isBlank()) {
            text.append(texts.get("page.notes.sender", line(note.sender()))).append("\n\n");
        }
        if (!note.text().isBlank()) {
            text.append(escaped(note.text())).append("\n\n");
        }
        note.messages().forEach(message -> message.media().ifPresent(media -> text.append(file(media, texts))));
        return text.toString();
    }

    private static String file(NoteMedia media, Texts texts) {
        String name = media.name().isBlank() ? "" : " " + line(media.name());
        String kept = media.isKept()
                ? texts.get("page.notes.kept-as", "`notes/" + media.file().substring(0, 2) + "/" + media.file() + "`")
                : "";
        String remark = media.remark().isEmpty() ? "" : ": " + line(media.remark());
        return "- " + NoteView.kind(media, texts) + name + kept + remark + "\n";
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
        // "1." at the beginning of a line would begin a list.
        return MARKUP.matcher(line.strip()).replaceAll("\\\\$0").replaceFirst("^([0-9]+)\\.", "$1\\\\.");
    }
}
