package sluice.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.log.Secret;
import sluice.base.time.SystemTimeline;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.LiveConfig;
import sluice.config.Loaded;
import sluice.control.part.BotView;
import sluice.control.part.FleetView;
import sluice.control.posts.CopyRequests;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.Recovery;
import sluice.engine.journal.Journal;
import sluice.engine.rights.Rights;
import sluice.engine.route.Router;
import sluice.engine.steps.StepCatalog;
import sluice.host.HostException;
import sluice.host.Inventory;
import sluice.host.ModuleHost;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.History;
import sluice.host.status.Report;
import sluice.host.status.Status;
import sluice.host.status.Supervisor;
import sluice.telegram.BotApi;
import sluice.telegram.Connections;
import sluice.web.http.HandTime;

/** Bots of a process that do nothing. They share their modules and have counters and health of their own. */
final class SampleFleet implements FleetView, AutoCloseable {

    static final long SOURCE = -1001000000001L;
    static final long DESTINATION = -1002000000001L;

    final HandTime time = new HandTime();
    final List<String> problems = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    final Map<String, Ownership.Owner> owners = new TreeMap<>();
    Optional<Stats> figures = Optional.empty();
    boolean shared;
    boolean fails;

    private final Map<String, Entry> bots = new TreeMap<>();
    private final Map<String, Bot> running = new TreeMap<>();
    private final Config config;
    private final ModuleHost host;
    private final BotApi api;
    private final Recovery recovery;

    /** What a test can change of a bot that runs. */
    record Bot(BotView view, Counters counters, Health health) {}

    SampleFleet(Path dir, int watches) {
        try {
            Files.createDirectories(dir.resolve("plugins"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder yaml = new StringBuilder("""
                telegram: {token: "123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi", api-url: "http://127.0.0.1:9"}
                admins: [7]
                data-dir: %s
                plugins-dir: %s
                watches:
                """.formatted(dir.resolve("data"), dir.resolve("plugins")));
        IntStream.range(0, watches)
                .forEach(i -> yaml.append("  - {source: %d, destination: %d, id: w%d, name: News %d}%n"
                        .formatted(SOURCE - i, DESTINATION - i, i, i)));
        config = switch (ConfigLoader.parse(dir.resolve("sluice.yaml"), yaml.toString(), Map.of())) {
            case Loaded.Valid valid -> valid.config();
            case Loaded.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
        host = ModuleHost.start(config, Inventory.of(config), new SystemTimeline());
        api = new BotApi(config.telegram(), config.deliver().timeout(), new Connections(time), time);
        recovery = new Recovery(host.queue(), host.peers(), new Notices(host.queue(), new Router(), time));
    }

    private Bot bot() {
        Counters counters = new Counters();
        Health health = new Health(time, new Supervisor(false, () -> {}));
        health.polled();
        LiveConfig live = new LiveConfig(config);
        Journal journal = new Journal(time, live);
        Report report = new Report(host, counters, journal::stats);
        Router router = new Router();
        Rights rights = new Rights(api, time.ticker());
        StepCatalog steps = new StepCatalog(host.steps(), host.messageGuard(), time, counters.steps());
        BotView view = new BotView(
                report,
                health,
                new Status(report, health, new History()),
                new Watches(router, host.watches(), host.notes().isPresent(), steps, live),
                counters.watches(),
                host.queue(),
                host.peers(),
                new DeadLetterService(host.queue().deadLetters()),
                recovery,
                journal,
                rights,
                // Nothing is copied here, so that no permits are asked for.
                new Posts(api, null, new CopyRequests(host.queue(), config.dataDir()), router, rights, time),
                new PostRanges(api.chat(), router, journal, null),
                host.notes(),
                List::of,
                List::of,
                chat -> Optional.of("Chat " + chat),
                _ -> {},
                "1.2.3",
                time,
                live);
        return new Bot(view, counters, health);
    }

    /** Adds a bot that runs, or starts one anew. */
    synchronized Bot run(String name) {
        Bot bot = bot();
        running.put(name, bot);
        put(new Entry(name, State.RUNNING, "", Optional.of(bot.view()), token(name)));
        return bot;
    }

    /** Adds a bot that does not run, or ends one that does. */
    void put(String name, State state, String detail) {
        put(new Entry(name, state, detail, Optional.empty(), token(name)));
    }

    /** Gives a bot a token of its own, or takes it. */
    synchronized void guard(String name, Optional<String> token) {
        Entry entry = bots.get(name);
        put(new Entry(name, entry.state(), entry.detail(), entry.view(), token.map(Secret::new)));
    }

    synchronized Bot running(String name) {
        return running.get(name);
    }

    synchronized void remove(String name) {
        bots.remove(name);
        running.remove(name);
    }

    private synchronized void put(Entry entry) {
        bots.put(entry.name(), entry);
    }

    private synchronized Optional<Secret> token(String name) {
        return Optional.ofNullable(bots.get(name)).flatMap(Entry::token);
    }

    @Override
    public synchronized List<Entry> bots() {
        return List.copyOf(bots.values());
    }

    @Override
    public synchronized boolean pause(String name, boolean paused) {
        if (fails) {
            throw new HostException(List.of("the store cannot be reached"));
        }
        asked.add((paused ? "pause " : "resume ") + name);
        return bots.containsKey(name);
    }

    @Override
    public synchronized Optional<Map<String, Ownership.Owner>> owners() {
        return shared ? Optional.of(Map.copyOf(owners)) : Optional.empty();
    }

    @Override
    public Optional<Stats> ownership() {
        return figures;
    }

    @Override
    public List<String> liveness() {
        return problems;
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        api.close();
        host.close();
    }
}
