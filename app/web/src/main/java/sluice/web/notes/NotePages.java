package sluice.web.notes;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Note;
import sluice.api.NoteRepository;
import sluice.web.http.Html;
import sluice.web.http.Page;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The pages under {@code /notes}. */
public final class NotePages {

    private static final Logger LOG = LoggerFactory.getLogger(NotePages.class);

    /** The style of these pages. */
    public static final String STYLE = "/notes.css";

    private static final Pattern ONE = Pattern.compile("([0-9]{1,18})(/delete)?");
    private static final Pattern MEDIA = Pattern.compile("media/([0-9]{1,18})/([0-9]{1,2})");

    private final NoteRepository notes;
    private final Export export;

    private NotePages(NoteRepository notes, InstantSource time) {
        this.notes = notes;
        this.export = new Export(notes, time);
    }

    /**
     * Puts them into a table of pages.
     *
     * @param notes what they show; empty when nothing keeps notes
     * @param time tells when an export was made
     */
    public static void into(Pages pages, Optional<NoteRepository> notes, InstantSource time) {
        if (notes.isEmpty()) {
            pages.get("/notes", NotePages::none);
            return;
        }
        NotePages all = new NotePages(notes.get(), time);
        pages.asset(STYLE)
                .get("/notes", guarded(new ListPage(notes.get())))
                .get("/notes/", guarded(all::below))
                .post("/notes/", guarded(all::change));
    }

    private static Response none(Request request) {
        String title = request.texts().get("page.notes");
        return Html.page(title, request)
                .element("h1", title)
                .element("p", request.texts().get("page.notes.off"))
                .response();
    }

    /** Reports a failure to read or write as it is: whoever sees this page runs the bot. */
    private static Page guarded(Page page) {
        return request -> {
            try {
                return page.answer(request);
            } catch (RuntimeException e) {
                LOG.warn("cannot show a page of notes: {}", e.toString());
                LOG.debug("a page of notes failed", e);
                return Response.text(503, e.getMessage() + "\n");
            }
        };
    }

    private Response below(Request request) throws IOException {
        Matcher one = ONE.matcher(request.rest());
        Matcher media = MEDIA.matcher(request.rest());
        if (one.matches() && one.group(2) == null) {
            return find(one.group(1))
                    .map(note -> NotePage.of(note, notes, request))
                    .orElseGet(NotePages::unknown);
        }
        if (media.matches()) {
            Optional<Note> note = find(media.group(1));
            return note.isPresent()
                    ? Attachment.of(request, note.get(), Integer.parseInt(media.group(2)), notes)
                    : unknown();
        }
        return switch (request.rest()) {
            case "export.json" -> export.of(request, "json");
            case "export.md" -> export.of(request, "md");
            default -> unknown();
        };
    }

    private Response change(Request request) {
        Matcher one = ONE.matcher(request.rest());
        if (!one.matches()) {
            return unknown();
        }
        long id = Long.parseLong(one.group(1));
        if (one.group(2) != null) {
            return notes.remove(id) ? Response.redirect("/notes") : unknown();
        }
        String text = request.form().get("text");
        if (text == null) {
            return Response.text(400, "the text is missing\n");
        }
        // Browsers send line ends in two characters.
        return notes.rewrite(id, text.replace("\r\n", "\n")) ? Response.redirect("/notes/" + id) : unknown();
    }

    private Optional<Note> find(String id) {
        return notes.find(Long.parseLong(id));
    }

    private static Response unknown() {
        return Response.text(404, "there is no such note\n");
    }
}
