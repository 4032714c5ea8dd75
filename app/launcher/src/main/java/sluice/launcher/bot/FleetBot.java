package sluice.launcher.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Ownership;
import sluice.base.log.BotName;
import sluice.base.log.RepeatedWarnings;
import sluice.base.log.Secrets;
import sluice.base.log.Warnings;
import sluice.config.Config;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.control.part.BotView;
import sluice.control.part.FleetView;
import sluice.host.BotOwners;
import sluice.host.HostException;

/**
 * One of several bots of a process: started, stopped and started again as its file and its operator say and as Telegram and its store
 * allow. What goes wrong with it is its own state. Its turns come one at a time, each on a thread of its own.
 */
final class FleetBot {

    private static final Logger LOG = LoggerFactory.getLogger(FleetBot.class);

    /** The wait after the first failure; it doubles with each further one. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** The longest wait after a failure. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** The interval at which a bot looks whether another process has changed its watches: it reads its store for that. */
    private static final Duration REFRESH = Duration.ofSeconds(15);

    private final String name;
    private final ProcessResources process;
    private final BotOwners owners;
    private final Warnings warnings;
    private final BiConsumer<Bot, Config> started;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final AtomicBoolean stops = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Loaded wanted;

    /** What the file said when it was last right; null before. */
    private Config config;

    /** The bot while it runs; else null, as its view. */
    private volatile Bot bot;

    private BotView view;
    private Duration pause = FIRST_PAUSE;
    private Instant retryAt = Instant.MIN;
    private Instant startedAt = Instant.MIN;
    private volatile Instant refreshedAt = Instant.MIN;
    private volatile Loaded seen;
    private boolean ended;
    private volatile FleetView.Entry entry;

    FleetBot(
            String name,
            ProcessResources process,
            BotOwners owners,
            Warnings warnings,
            BiConsumer<Bot, Config> started) {
        this.name = name;
        this.process = process;
        this.owners = owners;
        this.warnings = warnings;
        this.started = started;
        this.entry = new FleetView.Entry(name, FleetView.State.STARTING, "", Optional.empty(), Optional.empty());
    }

    /** How it is. May be called by any thread. */
    FleetView.Entry entry() {
        return entry;
    }

    /** Whether it runs. May be called by any thread. */
    boolean runs() {
        return bot != null;
    }

    /** Whether it may call Telegram at this moment: another machine may run it else. */
    boolean mayCall() {
        return owners.holds(name);
    }

    /**
     * Brings it to the state that it should have, on a thread of its own. Returns at once; while an earlier turn waits or lasts there
     * is no other.
     *
     * @param loaded its file
     * @param turns the turns that all bots may have at a time; one that this process is not to run stops without
     */
    void turn(Loaded loaded, Semaphore turns) {
        wanted = loaded;
        boolean here = owners.here(name);
        AtomicBoolean begun = here ? waits : stops;
        if (!(here && isAtRest(loaded)) && begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("sluice-bot-" + name).start(() -> {
                try {
                    if (here) {
                        turns.acquire();
                    }
                    try {
                        locked(() -> guarded(wanted));
                    } finally {
                        if (here) {
                            turns.release();
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    begun.set(false);
                }
            });
        }
    }

    /** True if it runs as its file says, and a turn would do nothing: with a thousand bots most would. */
    private boolean isAtRest(Loaded loaded) {
        Bot running = bot;
        return running != null
                && !running.ended().isDone()
                && loaded.equals(seen)
                && refreshedAt.plus(REFRESH).isAfter(process.timeline().now());
    }

    /** Stops it for good. */
    void end() {
        try {
            locked(() -> {
                ended = true;
                giveUp();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void locked(Work work) throws InterruptedException {
        turn.lock();
        try {
            BotName.<Void, InterruptedException>during(name, () -> {
                work.run();
                return null;
            });
        } finally {
            turn.unlock();
        }
    }

    /** Whatever is thrown is this bot's, and is tried again; only what ends the process anyway is not caught. */
    private void guarded(Loaded loaded) throws InterruptedException {
        try {
            if (!ended) {
                take(loaded);
            }
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.debug("failed", e);
            failed("it failed unexpectedly: " + e);
        }
    }

    private void take(Loaded loaded) throws InterruptedException {
        boolean edited = !loaded.equals(seen);
        seen = loaded;
        if (edited) {
            switch (loaded) {
                case Loaded.Invalid(List<Problem> problems) -> refuse(problems);
                case Loaded.Valid(Config changed) -> take(changed);
            }
        }
        boolean here = owners.here(name);
        Optional<Ownership.Owner> owner = owners.owner(name);
        if (!here) {
            giveUp();
        }
        if (config != null && owner.filter(Ownership.Owner::paused).isPresent()) {
            show(FleetView.State.PAUSED, "");
            return;
        }
        if (bot == null && loaded instanceof Loaded.Invalid(List<Problem> problems)) {
            show(FleetView.State.INVALID, lines(problems));
            return;
        }
        if (!here) {
            show(FleetView.State.ELSEWHERE, owner.map(Ownership.Owner::node).orElse(""));
            return;
        }
        if (bot != null && bot.ended().isDone()) {
            failed(why(bot.ended().join()));
        }
        Instant now = process.timeline().now();
        if (bot == null && !retryAt.isAfter(now)) {
            show(FleetView.State.STARTING, "");
            start();
        } else if (bot != null && !refreshedAt.plus(REFRESH).isAfter(now)) {
            refreshedAt = now;
            bot.refresh();
        }
    }

    private void refuse(List<?> problems) {
        LOG.warn(
                RepeatedWarnings.EACH_TIME,
                bot == null
                        ? "it cannot start, its file has problems:"
                        : "cannot apply the edited configuration, the running one stays in use:");
        problems.forEach(problem -> LOG.warn(RepeatedWarnings.EACH_TIME, "{}", problem));
    }

    private void take(Config changed) throws InterruptedException {
        List<String> restart = new ArrayList<>(new ConfigChange(config, changed).needsRestart());
        // The token of its pages is asked for with each request.
        restart.remove("http");
        changed.secrets().forEach(Secrets::hide);
        config = changed;
        retryAt = Instant.MIN;
        pause = FIRST_PAUSE;
        if (bot == null) {
            return;
        }
        List<String> problems = problems(changed);
        if (!problems.isEmpty()) {
            refuse(problems);
        } else if (restart.isEmpty()) {
            bot.change(changed);
            LOG.info(
                    "the edited configuration is in use: {} watches",
                    changed.watches().size());
            show(FleetView.State.RUNNING, "");
        } else {
            LOG.info("it starts again, since these have changed: {}", String.join(", ", restart));
            stop();
            show(FleetView.State.STARTING, "");
        }
    }

    private List<String> problems(Config of) {
        List<String> problems = new ArrayList<>(Preflight.problems(of, process.inventory()));
        Preflight.steps(of, process.inventory(), process.timeline())
                .forEach(problem -> problems.add(problem.toString()));
        return problems;
    }

    private void start() throws InterruptedException {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            failed(String.join("; ", problems));
            return;
        }
        try {
            config.warnings().forEach(warning -> LOG.warn("{}", warning));
            bot = new Bot(config, process, this::mayCall);
            bot.start();
            view = bot.view(warnings, Version.text());
            startedAt = process.timeline().now();
            show(FleetView.State.RUNNING, "");
            started.accept(bot, config);
        } catch (HostException e) {
            failed(String.join("; ", e.problems()));
        }
    }

    private void failed(String why) throws InterruptedException {
        stop();
        Instant now = process.timeline().now();
        if (startedAt.plus(LONGEST_PAUSE).isBefore(now)) {
            pause = FIRST_PAUSE;
        }
        retryAt = now.plus(pause);
        LOG.warn("it does not run: {}; the next try is in {} s", why, pause.toSeconds());
        show(FleetView.State.FAILED, why);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private static String why(ExitCode code) {
        return switch (code) {
            case TOKEN_REJECTED -> "Telegram rejects its token";
            case CONFLICT -> "another program polls with its token, or a webhook is set for it";
            default -> "a thread of it has failed, the log says which";
        };
    }

    /** Stops it, and lets another machine run it. */
    private void giveUp() throws InterruptedException {
        if (bot == null && !owners.isGiven(name)) {
            return;
        }
        try {
            stop();
        } finally {
            owners.release(name);
        }
    }

    private void stop() throws InterruptedException {
        if (bot != null) {
            Bot stopped = bot;
            bot = null;
            view = null;
            boolean mayCall = mayCall();
            if (!mayCall) {
                LOG.warn("it stops at once, since this machine may not run it any more");
            }
            stopped.stop(mayCall);
        }
    }

    private void show(FleetView.State state, String detail) {
        entry = new FleetView.Entry(
                name,
                state,
                Secrets.redact(detail),
                Optional.ofNullable(view),
                config == null ? Optional.empty() : config.http().token());
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }
}
