package sluice.web;

import java.io.IOException;
import sluice.config.Config;
import sluice.engine.part.BotView;
import sluice.engine.part.WebServer;
import sluice.engine.part.WebServerFactory;
import sluice.web.dashboard.Dashboard;
import sluice.web.http.HttpEndpoints;
import sluice.web.http.Pages;
import sluice.web.metrics.MetricsPage;
import sluice.web.notes.NotePages;

/** Puts the pages together and serves them; found as a service. */
public final class PagesServerFactory implements WebServerFactory {

    /** For the service loader. */
    public PagesServerFactory() {
        HttpEndpoints.setLimits();
    }

    @Override
    public WebServer start(Config.Http config, BotView bot) throws IOException {
        Pages pages = StatusPages.into(new Pages(), bot.report(), bot.health());
        MetricsPage.into(pages, bot.report(), bot.health(), bot.version());
        NotePages.into(pages, bot.notes(), bot.timeline().clock());
        Dashboard.into(pages, bot);
        return HttpEndpoints.start(config, pages, bot.timeline());
    }
}
