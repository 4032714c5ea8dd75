package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import sluice.engine.part.BotView;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** Serves the dashboard. It is made when it is first asked for, and keeps nothing between two requests. */
public final class Dashboard {

    private final Overview overview;
    private final WatchTable watches;
    private final LetterList letters;
    private final LetterActions actions;

    private Dashboard(BotView bot) {
        Titles titles = new Titles(bot.knownName(), bot.askName());
        overview = new Overview(bot);
        watches = new WatchTable(bot, titles);
        letters = new LetterList(bot, titles);
        actions = new LetterActions(bot.undelivered(), bot.recovery());
    }

    /**
     * Puts it into a table.
     *
     * @param pages the table of what is served
     * @param bot what it shows
     * @return {@code pages}
     */
    public static Pages into(Pages pages, BotView bot) {
        Made made = new Made(bot);
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

    /** The dashboard, made at its first use. Nothing of it is loaded while nobody looks. */
    private static final class Made {

        private final BotView bot;
        private Dashboard dashboard;

        Made(BotView bot) {
            this.bot = bot;
        }

        synchronized Dashboard dashboard() {
            if (dashboard == null) {
                dashboard = new Dashboard(bot);
            }
            return dashboard;
        }
    }
}
