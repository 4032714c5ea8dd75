package sluice.web.fleet;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.control.part.FleetView;
import sluice.host.HostException;
import sluice.web.dashboard.Dashboard;
import sluice.web.http.Html;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;
import sluice.web.notes.NotePages;
import sluice.web.watches.WatchPages;

/** Serves the list of all bots, and what stands for the pages of one that does not run. */
public final class FleetPages {

    private static final Logger LOG = LoggerFactory.getLogger(FleetPages.class);

    private static final String SCRIPT = "/bots.js";

    private final FleetView fleet;
    private final BotList bots;
    private final String version;

    private FleetPages(FleetView fleet, Timeline timeline, String version) {
        this.fleet = fleet;
        this.bots = new BotList(fleet, timeline);
        this.version = version;
    }

    /** Puts the list, and all styles and scripts of the bots' pages, into a table of pages. */
    public static void into(Pages pages, FleetView fleet, Timeline timeline, String version) {
        FleetPages all = new FleetPages(fleet, timeline, version);
        BotHealth.into(pages, fleet);
        pages.get("/", all::list)
                .get("/bots.json", all::json)
                .post("/pause", all::pause)
                .asset(SCRIPT)
                .asset(NotePages.STYLE)
                .asset(WatchPages.STYLE);
        Dashboard.ASSETS.forEach(pages::asset);
    }

    /** The pages of a bot that does not run: why. */
    public static Pages of(FleetView.Entry bot) {
        Pages pages = new Pages();
        BotHealth.into(pages, bot);
        for (String path : List.of("/", "/notes", "/messages")) {
            pages.get(path, request -> idle(bot, request));
        }
        return pages;
    }

    private Response list(Request request) {
        Html html =
                Html.page(request.texts().get("page.bots"), request, "/dashboard.css", "/dashboard-view.js", SCRIPT);
        new BotsPage(html, bots.json(request, Optional.of(request.page("page"))), request).write(version);
        return html.response();
    }

    /** {@code filter}: those with this in their name; {@code page}: a page of them, else all. */
    private Response json(Request request) {
        Optional<Integer> page = request.query("page").map(_ -> request.page("page"));
        return Response.json(bots.json(request, page).toString());
    }

    private Response pause(Request request) {
        String bot = request.form("bot").orElse("");
        boolean paused = request.form("paused").filter("true"::equals).isPresent();
        if (!paused && request.form("paused").filter("false"::equals).isEmpty()) {
            return Response.text(400, "send `bot`, the name of one, and `paused`: true or false\n");
        }
        try {
            if (!fleet.pause(bot, paused)) {
                return Response.text(404, "there is no such bot\n");
            }
        } catch (HostException e) {
            LOG.warn("the bot {} cannot be {}: {}", bot, paused ? "paused" : "let go on", e.getMessage());
            return Response.text(503, request.texts().get("page.bots.unkept", e.getMessage()) + "\n");
        }
        LOG.info("the dashboard {} the bot {}", paused ? "pauses" : "resumes", bot);
        return Response.said(
                request, request.texts().get(paused ? "page.bots.pausing" : "page.bots.resuming", bot), "/");
    }

    private static Response idle(FleetView.Entry bot, Request request) {
        Texts texts = request.texts();
        Html html = Html.page(texts.get("page.dashboard"), request).element("h1", bot.name());
        if (bot.state() == FleetView.State.ELSEWHERE) {
            html.element(
                    "p",
                    bot.detail().isEmpty()
                            ? texts.get("page.idle.NOWHERE")
                            : texts.get("page.idle.ELSEWHERE", bot.detail()));
            return html.response();
        }
        html.element("p", texts.get("page.idle." + bot.state()));
        bot.detail().lines().forEach(line -> html.element("p.problem", line));
        return html.response();
    }
}
