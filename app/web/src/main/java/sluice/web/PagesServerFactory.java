package sluice.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sluice.base.text.Language;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.control.part.BotView;
import sluice.control.part.ExtraPage;
import sluice.control.part.FleetView;
import sluice.control.part.WebServer;
import sluice.control.part.WebServerFactory;
import sluice.web.http.HttpEndpoints;
import sluice.web.http.Page;
import sluice.web.http.Pages;
import sluice.web.http.Response;
import sluice.web.http.Site;

/** Puts the pages together and serves them; found as a service. */
public final class PagesServerFactory implements WebServerFactory {

    /** For the service loader. */
    public PagesServerFactory() {
        HttpEndpoints.setLimits();
    }

    @Override
    public WebServer start(Config.Http config, BotView bot, List<ExtraPage> more) throws IOException {
        Pages pages = BotPages.of(bot).pages();
        more.forEach(page -> add(page, pages));
        return HttpEndpoints.start(config, Site.of(pages, bot.config().get().language()), bot.timeline());
    }

    @Override
    public WebServer start(Config.Http config, FleetView fleet, Language language, Timeline timeline, String version)
            throws IOException {
        return HttpEndpoints.start(config, new FleetSite(fleet, language, timeline, version), timeline);
    }

    private static void add(ExtraPage page, Pages pages) {
        boolean reads = page.method().equals("GET");
        Page answer = request -> Response.bytes(
                page.type(),
                page.body().apply(reads ? request.query() : request.form()).getBytes(StandardCharsets.UTF_8));
        if (reads) {
            pages.get(page.path(), answer);
        } else {
            pages.post(page.path(), answer);
        }
    }
}
