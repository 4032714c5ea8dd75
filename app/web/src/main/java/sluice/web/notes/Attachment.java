package sluice.web.notes;

import java.io.IOException;
import java.util.Optional;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteRepository;
import sluice.engine.notes.FileType;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** A file of a note. Pictures, sound and video are shown; all else is only ever saved. */
final class Attachment {

    private static final int LONGEST = 150;

    private Attachment() {}

    static Response of(Request request, Note note, int number, NoteRepository notes) throws IOException {
        Optional<NoteMedia> media = number >= 1 && number <= note.messages().size()
                ? note.messages().get(number - 1).media().filter(NoteMedia::isKept)
                : Optional.empty();
        if (media.isEmpty()) {
            return Response.text(404, "there is no such file\n");
        }
        String type = media.get().type();
        boolean shown = FileType.isPicture(type) || FileType.isVideo(type) || FileType.isSound(type);
        return Response.file(
                request,
                notes.file(media.get().file()),
                shown ? type : FileType.UNKNOWN,
                shown ? Optional.empty() : Optional.of(safe(media.get().name(), note.id() + "-" + number)));
    }

    /** A name without hidden signs and marks for the direction of writing, which would hide its extension. */
    static String visible(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "");
    }

    /** A name as a file system takes it: without folders, hidden signs and marks for the direction of writing. */
    static String safe(String name, String otherwise) {
        String visible = visible(name).replaceAll("[/\\\\:*?\"<>|]", "_");
        int length = visible.offsetByCodePoints(0, Math.min(LONGEST, visible.codePointCount(0, visible.length())));
        String safe = visible.substring(0, length).strip().replaceFirst("^\\.+", "_");
        return safe.isEmpty() ? "file-" + otherwise : safe;
    }
}
