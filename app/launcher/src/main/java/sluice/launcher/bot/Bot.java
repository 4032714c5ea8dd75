package sluice.launcher.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.base.log.Warnings;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.LiveConfig;
import sluice.control.part.AdminChat;
import sluice.control.part.BotView;
import sluice.control.posts.CopyRequests;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Deliverer;
import sluice.engine.deliver.Edits;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.OverflowPolicy;
import sluice.engine.deliver.Recovery;
import sluice.engine.intake.Intake;
import sluice.engine.intake.PollLoop;
import sluice.engine.journal.Journal;
import sluice.engine.notes.Recording;
import sluice.engine.rights.Rights;
import sluice.engine.route.Repeats;
import sluice.engine.route.Router;
import sluice.engine.steps.StepCatalog;
import sluice.host.HostException;
import sluice.host.ModuleHost;
import sluice.host.cleanup.CleanupGroup;
import sluice.host.cleanup.CleanupScheduler;
import sluice.host.cleanup.LogBlocks;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.History;
import sluice.host.status.HistoryFile;
import sluice.host.status.Recorder;
import sluice.host.status.Report;
import sluice.host.status.Status;
import sluice.host.status.Supervisor;
import sluice.telegram.BotApi;
import sluice.telegram.Poller;

/** A bot. It is started once at most and stopped once; {@link #change} and {@link #ended} may be called by any thread. */
public final class Bot {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** The time limit of delivery when the bot stops; the whole process has 10 s. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(7);

    /** The time that a call into a module may take before health shows it. It is longer than any flush of a slow disk. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** The time limit for polling to end before that, with its last call. */
    private static final Duration POLLING_LIMIT = Duration.ofSeconds(1);

    /** The text in the queue that says which bot it is. */
    private static final String BOT = "bot";

    private final String name;
    private final ModuleHost host;
    private final BotApi api;
    private final Rights rights;
    private final MessageQueue queue;
    private final Router router = new Router();
    private final LiveConfig live;
    private final Watches watches;
    private final StepCatalog steps;
    private final Counters counters = new Counters();
    private final Journal journal;
    private final Supervisor supervisor;
    private final Health health;
    private final Report report;
    private final History history = new History();
    private final HistoryFile historyFile;
    private final Recorder recorder;
    private final Deliverer deliverer;
    private final DeadLetterService deadLetters;
    private final Recovery recovery;
    private final Posts posts;
    private final PostRanges ranges;
    private final Timeline timeline;
    private final AdminChat chat;
    private final Intake intake;
    private final PollLoop polling;
    private final Thread pollingThread;
    private final CleanupScheduler cleanupScheduler;
    private final CleanupGroup cleanupGroup;
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    /**
     * A bot whose modules have started, and which does nothing yet.
     *
     * @param config its configuration, with a token
     * @param process what it shares with the other bots of the process
     * @param mayCall whether this process runs the bot at this moment: while it says no, nothing is sent and nothing polled; asked
     *     before each call by any thread, so it must be quick
     * @throws sluice.host.HostException if a module that it needs is not available
     */
    public Bot(Config config, ProcessResources process, BooleanSupplier mayCall) {
        name = config.bot();
        timeline = process.timeline();
        live = new LiveConfig(config);
        journal = new Journal(timeline, live);
        Texts texts = Texts.of(config.language());
        host = ModuleHost.start(config, process.inventory(), timeline);
        api = new BotApi(config.telegram(), config.deliver().timeout(), process.connections(), timeline, mayCall);
        rights = new Rights(api, timeline.ticker());
        queue = host.queue();
        Peers peers = host.peers();
        supervisor = new Supervisor(name.isEmpty(), () -> end.complete(ExitCode.UNEXPECTED));
        health = new Health(timeline, supervisor);
        health.watchModules(queue::nextReady, queue::problem, () -> host.guard().hanging(LONGEST_CALL));
        host.onFault(health::fault);
        report = new Report(host, counters, journal::stats);
        historyFile = new HistoryFile(host.dataDir());
        historyFile.read(history);
        recorder = new Recorder(report, history, timeline);
        steps = new StepCatalog(host.steps(), host.messageGuard(), timeline, counters.steps());
        watches = watches();
        Notices notices = new Notices(queue, router, timeline);
        Edits edits = new Edits(queue, router);
        Optional<Recording> recording = host.notes().map(notes -> new Recording(notes, api, timeline, live));
        OverflowPolicy overflowPolicy = new OverflowPolicy(queue, peers, counters, journal);
        deliverer = new Deliverer(
                api,
                queue,
                peers,
                overflowPolicy,
                host.deduplicator(),
                new Repeats(router, host.contentDeduplicator()),
                router,
                edits,
                notices,
                recording,
                counters,
                journal,
                health,
                timeline,
                live,
                () -> end.complete(ExitCode.TOKEN_REJECTED),
                process.callBudget());
        deadLetters = new DeadLetterService(queue.deadLetters());
        recovery = new Recovery(queue, peers, notices);
        posts = new Posts(api, deliverer.sendPermits(), copyRequests(), router, rights, timeline);
        Runnable beforePolling = requireSameBot();
        ranges = new PostRanges(api.chat(), router, journal, deliverer.sendPermits());
        chat = AdminChat.create(new AdminChat.Services(
                api.chat(),
                deliverer.sendPermits(),
                host.states(),
                watches,
                deadLetters,
                posts,
                ranges,
                notices,
                recovery,
                rights,
                new Status(report, health, history),
                timeline,
                live));
        notices.tellBy(chat.teller());
        intake = new Intake(
                router,
                host.deduplicator(),
                queue,
                peers,
                overflowPolicy,
                edits,
                notices,
                chat,
                counters,
                health,
                journal,
                rights,
                texts,
                timeline,
                live);
        Poller poller = api.poller(config.telegram().pollTimeout());
        polling = new PollLoop(poller, intake, queue.offset(), counters, health, timeline, this::ended);
        pollingThread = supervisor.waiting("sluice-polling", () -> {
            beforePolling.run();
            polling.run();
        });
        cleanupScheduler = process.cleanupScheduler();
        cleanupGroup = new CleanupGroup(
                name,
                host,
                deliverer.pacer(),
                journal,
                this::beforeCleanup,
                new LogBlocks(report, texts, name.isEmpty()),
                counters,
                health,
                timeline);
    }

    /** Begins to receive, to deliver and to answer. Called once. */
    public void start() {
        queue.onChange(() -> {
            deliverer.queueChanged();
            intake.wake();
        });
        deliverer.start(supervisor);
        cleanupScheduler.add(cleanupGroup);
        supervisor.virtual("sluice-recorder", recorder).start();
        pollingThread.start();
        chat.start();
        List<Watch> all = watches.all();
        LOG.info("running: {} watches of {} chats", all.size(), sources(all));
    }

    /**
     * Takes an edited configuration over, as far as that is possible while the bot runs: watches, limits, paces,
     * intervals.
     */
    public void change(Config config) {
        live.change(config);
    }

    public Rights rights() {
        return rights;
    }

    public List<Watch> watchesInUse() {
        return watches.all();
    }

    /** Takes over what was changed in the repository of watches, perhaps by another process. Called every few seconds. */
    public void refresh() {
        watches.refresh();
    }

    public Report report() {
        return report;
    }

    public BotView view(Warnings warnings, String version) {
        return new BotView(
                report,
                health,
                new Status(report, health, history),
                watches,
                counters.watches(),
                queue,
                host.peers(),
                deadLetters,
                recovery,
                journal,
                rights,
                posts,
                ranges,
                host.notes(),
                cleanupGroup::recent,
                () -> warnings.lines(name),
                chat::knownName,
                chat::nameOf,
                version,
                timeline,
                live);
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /**
     * Cleans the memory of every concern now, besides each interval.
     *
     * @return the logged result
     */
    public String cleanNow() throws InterruptedException {
        return cleanupGroup.cleanNow();
    }

    /** The steps that watches can name while this bot runs. */
    public StepCatalog steps() {
        return steps;
    }

    public ModuleHost host() {
        return host;
    }

    /** Completes when the bot cannot go on, with the exit code of the process. */
    public CompletableFuture<ExitCode> ended() {
        return end;
    }

    /**
     * Stops: receives nothing more, delivers what does not outlive the process as far as time allows, and closes the
     * modules.
     */
    public void stop() throws InterruptedException {
        stop(true);
    }

    /**
     * Stops, and does so at once where another machine may run the bot by now.
     *
     * @param mayCall false to wait for no delivery: what is under way is given up, and its outcome is unknown
     */
    void stop(boolean mayCall) throws InterruptedException {
        LOG.info("stopping");
        intake.stop();
        polling.stop();
        if (!mayCall) {
            api.close();
        }
        cleanupScheduler.remove(cleanupGroup);
        recorder.stop();
        recorder.measure();
        historyFile.write(history);
        // Only when nothing more comes in is what waits all that waits.
        if (pollingThread.getState() != Thread.State.NEW) {
            pollingThread.join(POLLING_LIMIT);
        }
        chat.stop();
        deliverer.stop(mayCall && !queue.durable(), mayCall ? STOP_LIMIT : Duration.ZERO);
        // Counted before calls are cancelled: what is under way then has an unknown outcome, and is not done.
        long left = report.figure("queue", "pending").map(Number::longValue).orElse(0L);
        Optional<String> problem = queue.problem();
        api.close();
        if (left > 0 && queue.durable() && !mayCall) {
            LOG.info("stopped; {} messages are kept for the machine that runs it next", left);
        } else if (left > 0 && queue.durable() && problem.isPresent()) {
            LOG.warn("stopped; {} messages were still waiting, and may be lost: {}", left, problem.get());
        } else if (left > 0 && queue.durable()) {
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
        historyFile.write(history);
        counters.watches().retain(watches.all().stream().map(Watch::id).collect(Collectors.toSet()));
    }

    /**
     * Another bot's updates have other numbers: those below the ones that are kept would be confirmed and lost.
     *
     * @return what is to be done before the first poll
     */
    private Runnable requireSameBot() {
        String id = live.get().telegram().token().orElseThrow().reveal().split(":", 2)[0];
        String kept;
        try {
            kept = queue.text(BOT).orElse("");
        } catch (IllegalStateException e) {
            throw closed(HostException.passing("modules.queue: what is kept cannot be read: " + e.getMessage()));
        }
        if (!kept.isEmpty() && !kept.equals(id)) {
            throw closed(new HostException(List.of("telegram.token: is that of bot " + id
                    + (name.isEmpty()
                            ? ", and " + host.dataDir().toAbsolutePath() + " holds what bot " + kept
                                    + " has kept; name another data-dir"
                            : ", and what is kept under the name of this file is that of bot " + kept
                                    + "; give the file another name")
                    + " (`sluice watches export` and `import` take the watches along)")));
        }
        return kept.isEmpty() ? () -> queue.keepText(BOT, id) : () -> {};
    }

    private HostException closed(HostException reason) {
        host.close();
        api.close();
        return reason;
    }

    private Watches watches() {
        try {
            return new Watches(router, host.watches(), host.notes().isPresent(), steps, live);
        } catch (SettingsException e) {
            throw closed(new HostException(List.of(e.getMessage())));
        }
    }

    private CopyRequests copyRequests() {
        try {
            return new CopyRequests(queue, host.dataDir());
        } catch (IllegalStateException e) {
            throw closed(HostException.passing(
                    "modules.queue: the unfinished copies of posts are not available: " + e.getMessage()));
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
