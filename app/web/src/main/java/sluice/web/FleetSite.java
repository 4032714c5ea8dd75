package sluice.web;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.base.log.Secret;
import sluice.base.text.Language;
import sluice.base.time.Timeline;
import sluice.control.part.BotView;
import sluice.control.part.FleetView;
import sluice.web.fleet.FleetPages;
import sluice.web.http.Pages;
import sluice.web.http.Site;
import sluice.web.metrics.Exposition;

/** The pages of a process with several bots: those of all, and those of each. This class is thread-safe. */
final class FleetSite implements Site {

    private final FleetView fleet;
    private final Section root;

    /** Those of the bots that somebody has looked at. They hold their bot, which may be gone, so that memory that is short ends them. */
    @Bounded("the bots that there are")
    private final Map<String, SoftReference<BotPages>> made = new HashMap<>();

    FleetSite(FleetView fleet, Language language, Timeline timeline, String version) {
        this.fleet = fleet;
        this.root = new Section(new Pages(), language);
        FleetPages.into(root.pages(), fleet, timeline, version);
        root.pages()
                .get("/metrics", request -> Exposition.answer(request, fleet, this::titles, version, timeline.now()));
    }

    @Override
    public Section root() {
        return root;
    }

    @Override
    public boolean several() {
        return true;
    }

    @Override
    public Map<String, Secret> tokens() {
        return fleet.bots().stream()
                .filter(bot -> bot.token().isPresent())
                .collect(Collectors.toMap(
                        FleetView.Entry::name, bot -> bot.token().get()));
    }

    @Override
    public Optional<Section> bot(String name) {
        return fleet.bots().stream()
                .filter(bot -> bot.name().equals(name))
                .findFirst()
                .map(this::section);
    }

    private Section section(FleetView.Entry bot) {
        return bot.view()
                .map(view -> new Section(
                        pages(bot.name(), view).pages(), view.config().get().language()))
                .orElseGet(() -> new Section(FleetPages.of(bot), root.language()));
    }

    private LongFunction<String> titles(String name, BotView view) {
        return pages(name, view).titles()::of;
    }

    /** The pages of a bot that runs, which are made anew when it is another object. */
    private synchronized BotPages pages(String name, BotView view) {
        SoftReference<BotPages> kept = made.get(name);
        BotPages pages = kept == null ? null : kept.get();
        if (pages == null || !pages.bot().equals(view)) {
            pages = BotPages.of(view);
            made.keySet()
                    .retainAll(fleet.bots().stream().map(FleetView.Entry::name).collect(Collectors.toSet()));
            made.put(name, new SoftReference<>(pages));
        }
        return pages;
    }
}
