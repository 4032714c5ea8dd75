package sluice.web;

import sluice.control.part.BotView;
import sluice.web.dashboard.Dashboard;
import sluice.web.dashboard.Titles;
import sluice.web.http.Pages;
import sluice.web.metrics.Exposition;
import sluice.web.notes.NotePages;
import sluice.web.watches.WatchPages;

/**
 * The pages of a bot.
 *
 * @param titles the titles of its chats
 */
record BotPages(BotView bot, Pages pages, Titles titles) {

    static BotPages of(BotView bot) {
        Pages pages = StatusPages.into(new Pages(), bot.report(), bot.health());
        Titles titles = new Titles(bot.knownName(), bot.askName());
        pages.get("/metrics", request -> Exposition.answer(request, bot, titles::of));
        NotePages.into(pages, bot.notes(), bot.timeline().clock());
        Dashboard.into(pages, bot, titles);
        WatchPages.into(pages, bot);
        return new BotPages(bot, pages, titles);
    }
}
