package sluice.app.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.app.chat.Chat;
import sluice.app.config.Config;
import sluice.app.dashboard.Dashboard;
import sluice.app.dashboard.Sources;
import sluice.app.dashboard.Titles;
import sluice.app.deliver.Deliverer;
import sluice.app.deliver.Edits;
import sluice.app.deliver.Notices;
import sluice.app.deliver.Recovery;
import sluice.app.deliver.Undelivered;
import sluice.app.host.HostException;
import sluice.app.host.ModuleHost;
import sluice.app.housekeeping.Heap;
import sluice.app.housekeeping.Housekeeping;
import sluice.app.housekeeping.LogBlocks;
import sluice.app.http.Pages;
import sluice.app.intake.Intake;
import sluice.app.intake.PollLoop;
import sluice.app.log.Warnings;
import sluice.app.notes.Recording;
import sluice.app.posts.Errands;
import sluice.app.posts.Posts;
import sluice.app.route.Router;
import sluice.app.status.Counters;
import sluice.app.status.Health;
import sluice.app.status.History;
import sluice.app.status.Recorder;
import sluice.app.status.Report;
import sluice.app.status.Status;
import sluice.app.status.Supervisor;
import sluice.app.steps.StepCatalog;
import sluice.app.telegram.BotApi;
import sluice.app.telegram.Poller;
import sluice.app.text.Texts;
import sluice.app.time.Timeline;
import sluice.app.watches.Watches;

/** The bot. It is started once at most and stopped once; {@link #change} and {@link #ended} may be called by any thread. */
public final class Bot {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** How long delivery may go on when the bot stops; the whole process has 10 s. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(7);

    /** How long a call into a module may take before health shows it: longer than any flush of a slow disk. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** How long polling may take to end before that, with its last call. */
    private static final Duration POLLING_LIMIT = Duration.ofSeconds(1);

    private final ModuleHost host;
    private final BotApi api;
    private final MessageQueue queue;
    private final Router router = new Router();
    private final Watches watches;
    private final StepCatalog steps;
    private final Counters counters = new Counters();
    private final Supervisor supervisor;
    private final Health health;
    private final Report report;
    private final History history = new History();
    private final Recorder recorder;
    private final Deliverer deliverer;
    private final Undelivered undelivered;
    private final Recovery recovery;
    private final Timeline timeline;
    private final Chat chat;
    private final Intake intake;
    private final PollLoop polling;
    private final Thread pollingThread;
    private final Housekeeping housekeeping;
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    /**
     * A bot whose modules have started, and which does nothing yet.
     *
     * @param config its configuration, with a token
     * @param timeline its time
     * @param heap tells when memory runs short
     * @throws sluice.app.host.HostException when a module that it needs cannot be had
     */
    public Bot(Config config, Timeline timeline, Heap heap) {
        this.timeline = timeline;
        Texts texts = Texts.of(config.language());
        host = ModuleHost.start(config, timeline);
        api = new BotApi(config.telegram(), config.deliver().timeout(), timeline);
        queue = host.queue();
        Peers peers = host.peers();
        supervisor = new Supervisor(() -> end.complete(ExitCode.UNEXPECTED));
        health = new Health(timeline, supervisor);
        health.watchModules(queue::nextReady, queue::problem, () -> host.guard().hanging(LONGEST_CALL));
        host.onFault(health::fault);
        report = new Report(host, counters);
        recorder = new Recorder(report, history, timeline);
        steps = new StepCatalog(host.steps(), host.messageGuard(), timeline, counters.steps());
        watches = watches(config);
        Notices notices = new Notices(queue, router, timeline);
        Edits edits = new Edits(queue, router);
        Optional<Recording> recording =
                host.notes().map(notes -> new Recording(notes, api, timeline, config.deliver()));
        deliverer = new Deliverer(
                api,
                queue,
                peers,
                host.deduplicator(),
                router,
                edits,
                notices,
                recording,
                counters,
                health,
                timeline,
                config,
                () -> end.complete(ExitCode.TOKEN_REJECTED));
        undelivered = new Undelivered(queue.deadLetters());
        recovery = new Recovery(queue, peers, notices);
        Status status = new Status(report, health, history);
        chat = new Chat(
                api.chat(),
                deliverer.turns(),
                host.states(),
                watches,
                undelivered,
                new Posts(api, deliverer.turns(), new Errands(host.dataDir()), timeline, config),
                recovery,
                status,
                timeline,
                config);
        notices.tellBy(chat.teller());
        intake = new Intake(
                router,
                host.deduplicator(),
                queue,
                peers,
                edits,
                notices,
                chat,
                counters,
                health,
                texts,
                timeline,
                config);
        Poller poller = api.poller(config.telegram().pollTimeout());
        polling = new PollLoop(poller, intake, queue.offset(), counters, health, timeline, this::ended);
        pollingThread = supervisor.platform("sluice-polling", polling);
        housekeeping = new Housekeeping(
                host,
                deliverer.pacer(),
                this::beforeCleanup,
                new LogBlocks(report, texts),
                counters,
                health,
                heap,
                timeline,
                config);
    }

    /** Begins to take in, to deliver and to answer. Called once. */
    public void start() {
        queue.onChange(() -> {
            deliverer.queueChanged();
            intake.wake();
        });
        deliverer.start(supervisor);
        housekeeping.start(supervisor);
        supervisor.virtual("sluice-recorder", recorder).start();
        pollingThread.start();
        chat.start();
        List<Watch> all = watches.all();
        LOG.info("running: {} watches of {} chats", all.size(), sources(all));
    }

    /**
     * Takes an edited configuration over, as far as that is possible while the bot runs: watches, limits, paces, intervals.
     *
     * @param config the configuration
     */
    public void change(Config config) {
        watches.change(config);
        chat.change(config);
        intake.change(config);
        deliverer.change(config);
        housekeeping.change(config);
    }

    /** Takes over what was changed in the repository of watches, perhaps by another process. Called every few seconds. */
    public void refresh() {
        watches.refresh();
    }

    /**
     * The figures of the bot.
     *
     * @return its report
     */
    public Report report() {
        return report;
    }

    /**
     * Serves the dashboard.
     *
     * @param pages the table of what is served
     * @param warnings what the log has warned of
     * @return the same table
     */
    public Pages dashboard(Pages pages, Warnings warnings) {
        return Dashboard.into(
                pages,
                new Sources(
                        new Status(report, health, history),
                        watches,
                        counters.watches(),
                        undelivered,
                        recovery,
                        housekeeping::recent,
                        warnings::lines,
                        new Titles(chat::knownName, chat::nameOf),
                        timeline.clock()));
    }

    /**
     * Makes the threads that live as long as this bot.
     *
     * @return its supervisor
     */
    public Supervisor supervisor() {
        return supervisor;
    }

    /**
     * Whether all is well.
     *
     * @return its health
     */
    public Health health() {
        return health;
    }

    /**
     * Cleans the memory of every concern now, besides each interval.
     *
     * @return what that did, as it was logged
     * @throws InterruptedException when interrupted
     */
    public String cleanNow() throws InterruptedException {
        return housekeeping.cleanNow();
    }

    /**
     * The steps that watches can name while this bot runs.
     *
     * @return the catalog
     */
    public StepCatalog steps() {
        return steps;
    }

    /**
     * The modules in use.
     *
     * @return the host
     */
    public ModuleHost host() {
        return host;
    }

    /**
     * Completes when the bot cannot go on.
     *
     * @return why the process should end
     */
    public CompletableFuture<ExitCode> ended() {
        return end;
    }

    /**
     * Stops: takes nothing more in, delivers what does not outlive the process as far as time allows, and closes the modules.
     *
     * @throws InterruptedException when interrupted
     */
    public void stop() throws InterruptedException {
        LOG.info("stopping");
        intake.stop();
        polling.stop();
        housekeeping.stop();
        recorder.stop();
        // Only when nothing more comes in is what waits all that waits.
        if (pollingThread.getState() != Thread.State.NEW) {
            pollingThread.join(POLLING_LIMIT);
        }
        chat.stop();
        deliverer.stop(!queue.durable(), STOP_LIMIT);
        // Counted before calls are cancelled: what is under way then has an unknown outcome, and is not done.
        long left = report.figure("queue", "pending").map(Number::longValue).orElse(0L);
        api.close();
        if (left > 0 && queue.durable()) {
            LOG.info("stopped; {} messages are kept and go out after the next start", left);
        } else if (left > 0) {
            LOG.warn("stopped; {} messages were still waiting in memory and are lost", left);
        } else {
            LOG.info("stopped; nothing was waiting");
        }
        host.close();
    }

    private void beforeCleanup() {
        deliverer.giveUpOutlived();
        counters.watches().retain(watches.all().stream().map(Watch::id).collect(Collectors.toSet()));
    }

    private Watches watches(Config config) {
        try {
            return new Watches(router, host.watches(), host.notes().isPresent(), steps, config);
        } catch (SettingsException e) {
            host.close();
            api.close();
            throw new HostException(List.of(e.getMessage()));
        }
    }

    private void ended(PollLoop.End why) {
        end.complete(
                switch (why) {
                    case TOKEN_REJECTED -> ExitCode.TOKEN_REJECTED;
                    case CONFLICT -> ExitCode.CONFLICT;
                });
    }

    private static long sources(List<Watch> watches) {
        return watches.stream().mapToLong(Watch::source).distinct().count();
    }
}
