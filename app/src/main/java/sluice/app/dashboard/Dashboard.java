package sluice.app.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import sluice.app.http.Pages;
import sluice.app.http.Request;
import sluice.app.http.Response;

/** Serves the dashboard. It is made when it is first asked for, and keeps nothing between two requests. */
public final class Dashboard {

    private final Overview overview;
    private final WatchTable watches;
    private final LetterList letters;
    private final LetterActions actions;

    private Dashboard(Sources sources) {
        overview = new Overview(sources);
        watches = new WatchTable(sources);
        letters = new LetterList(sources);
        actions = new LetterActions(sources.undelivered(), sources.recovery());
    }

    /**
     * Puts it into a table.
     *
     * @param pages the table of what is served
     * @param sources what it shows
     * @return the same table
     */
    public static Pages into(Pages pages, Sources sources) {
        Made made = new Made(sources);
        return pages.get(
                        "/",
                        request ->
                                FirstPage.of(request, made.dashboard().overview.json()))
                .get("/dashboard.json", request -> made.dashboard().json(request))
                .post("/dead-letters/retry", request -> made.dashboard().actions.retry(request))
                .post(
                        "/dead-letters/discard",
                        request -> made.dashboard().actions.discard(request))
                .asset("/dashboard.css")
                .asset("/dashboard-view.js")
                .asset("/dashboard-curve.js")
                .asset("/dashboard-lists.js")
                .asset("/dashboard.js");
    }

    /** {@code watches}: a page of them, {@code filter}; {@code before}: dead letters of lower numbers; {@code curves}: with these; {@code
     * tag}: without what has that tag still. */
    private Response json(Request request) {
        ObjectNode root = overview.json();
        overview.seldom(request.query("tag").orElse(""), root);
        watches.write(
                request.query("filter").orElse(""), (int) number(request, "watches", 0), root.putObject("watches"));
        letters.write(number(request, "before", Long.MAX_VALUE), root.putObject("letters"));
        if (request.query("curves").isPresent()) {
            overview.curves(root);
        }
        return Response.json(200, root.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static long number(Request request, String name, long otherwise) {
        return request.query(name)
                .filter(text -> text.matches("[0-9]{1,9}") || (otherwise > 0 && text.matches("[0-9]{1,18}")))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    /** Nothing of it is loaded while nobody looks. */
    private static final class Made {

        private final Sources sources;
        private Dashboard dashboard;

        Made(Sources sources) {
            this.sources = sources;
        }

        synchronized Dashboard dashboard() {
            if (dashboard == null) {
                dashboard = new Dashboard(sources);
            }
            return dashboard;
        }
    }
}
