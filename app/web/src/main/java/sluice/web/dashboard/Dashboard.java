package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sluice.api.Bounded;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** Serves the dashboard. It keeps nothing between two requests but names and problems, and nothing is loaded while nobody looks. */
public final class Dashboard {

    /** The style and the scripts of the dashboard. */
    @Bounded("these")
    public static final List<String> ASSETS = List.of(
            "/dashboard.css", "/dashboard-view.js", "/dashboard-curve.js", "/dashboard-lists.js", "/dashboard.js");

    private final BotView bot;
    private final Titles titles;
    private final Findings findings;

    private Dashboard(BotView bot, Titles titles) {
        this.bot = bot;
        this.titles = titles;
        this.findings = new Findings(bot.rights(), bot.timeline().ticker());
    }

    /** Puts it into a table of pages. */
    public static void into(Pages pages, BotView bot, Titles titles) {
        Dashboard dashboard = new Dashboard(bot, titles);
        pages.get("/", dashboard::page)
                .get("/dashboard.json", dashboard::json)
                .get("/messages", request -> new MessagePage(bot, titles, request.texts()).answer(request))
                .post("/dead-letters/retry", request -> new DeadLetterActions(bot, request.texts()).retry(request))
                .post("/dead-letters/discard", request -> new DeadLetterActions(bot, request.texts()).discard(request));
        ASSETS.forEach(pages::asset);
    }

    private Overview overview(Texts texts) {
        return new Overview(bot, titles, texts);
    }

    private Response page(Request request) {
        return FirstPage.of(request, overview(request.texts()).json(), bot.version());
    }

    /** {@code watches}: a page of them, {@code filter}; {@code before}: dead letters of lower numbers; {@code group}: of one group; {@code
     * curves}: with these; {@code tag}: without what has that tag still. */
    private Response json(Request request) {
        Texts texts = request.texts();
        Overview overview = overview(texts);
        ObjectNode root = overview.json();
        overview.seldom(request.query("tag").orElse(""), root);
        new WatchTable(bot, titles, findings, texts)
                .write(request.query("filter").orElse(""), request.page("watches"), root.putObject("watches"));
        long before = request.query("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        new DeadLetterList(bot, titles, texts)
                .write(before, DeadLetterGroup.of(request.query("group")), root.putObject("letters"));
        if (request.query("curves").isPresent()) {
            overview.curves(root);
        }
        return Response.json(root.toString());
    }
}
