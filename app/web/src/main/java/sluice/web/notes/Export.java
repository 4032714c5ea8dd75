package sluice.web.notes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.base.text.Texts;
import sluice.engine.notes.NoteJson;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** Writes notes out while they are read, a page at a time: there may be more than memory holds. */
final class Export {

    private static final int STEP = 50;

    private final NoteRepository notes;
    private final InstantSource time;

    Export(NoteRepository notes, InstantSource time) {
        this.notes = notes;
        this.time = time;
    }

    /** Exports the notes of a filter, in a format by its extension; a filter that cannot be understood is refused. */
    Response of(Request request, String format) {
        NoteFilter filter = NoteFilter.of(request);
        if (!filter.problem().isEmpty()) {
            return Response.text(400, filter.problem() + "\n");
        }
        return format.equals("json") ? json(filter.query()) : markdown(request, filter.query());
    }

    private Response json(NoteQuery query) {
        String begin = "{\"exported\":\"" + time.instant() + "\",\"notes\":[";
        return Response.stream(
                "application/json; charset=utf-8",
                Optional.of("notes.json"),
                out -> write(
                        query, begin, ",\n", "\n]}\n", note -> NoteJson.of(note).toString(), out));
    }

    private Response markdown(Request request, NoteQuery query) {
        Texts texts = request.texts();
        String begin = "# " + texts.get("page.notes") + "\n\n"
                + texts.get("page.notes.exported", NoteView.TIME.format(time.instant())) + "\n\n";
        return Response.stream(
                "text/markdown; charset=utf-8",
                Optional.of("notes.md"),
                out -> write(query, begin, "\n", "", note -> NoteMarkdown.of(note, texts), out));
    }

    private void write(
            NoteQuery query, String begin, String between, String end, Function<Note, String> written, OutputStream out)
            throws IOException {
        out.write(begin.getBytes(UTF_8));
        boolean first = true;
        List<Note> page = notes.older(query, NoteKey.NEWEST, STEP);
        while (!page.isEmpty()) {
            for (Note note : page) {
                out.write(((first ? "" : between) + written.apply(note)).getBytes(UTF_8));
                first = false;
            }
            page = notes.older(query, page.getLast().key(), STEP);
        }
        out.write(end.getBytes(UTF_8));
    }
}
