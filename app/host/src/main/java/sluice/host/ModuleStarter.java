package sluice.host;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sluice.api.Component;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.guard.CallResult;
import sluice.host.guard.IsolatedCall;
import sluice.host.guard.ModuleFailure;

/**
 * Creates and starts providers. A plugin gets a limited time for each, so that it cannot keep the bot from starting; a module of
 * the image gets the time that it needs, such as for the recovery of a large file.
 */
final class ModuleStarter {

    /** The time limit for a plugin to be created, and again to start. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Config config;
    private final Timeline timeline;

    ModuleStarter(Config config, Timeline timeline) {
        this.config = config;
        this.timeline = timeline;
    }

    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient ModuleFailure trouble;

        FailedException(String phase, Throwable cause) {
            super(phase, cause);
            trouble = ModuleFailure.of(phase, cause);
        }

        FailedException(String phase, Duration limit) {
            super(phase);
            trouble = new ModuleFailure(phase, "it has not returned within " + limit.toSeconds() + " s", 1);
        }

        ModuleFailure trouble() {
            return trouble;
        }

        /** True if another start can help, since it did not fail by its settings. */
        boolean mayPass() {
            return !(getCause() instanceof SettingsException);
        }
    }

    /** Creates it and does no more: constructors do nothing. */
    private Component create(ProviderDescriptor candidate) throws FailedException {
        return call(candidate, "create", candidate.factory());
    }

    /** Creates it only to ask it something; empty when that does not work. */
    Optional<Component> created(ProviderDescriptor candidate) {
        try {
            return Optional.of(create(candidate));
        } catch (FailedException e) {
            return Optional.empty();
        }
    }

    /** Creates it only to see whether that works. */
    Optional<ModuleFailure> troubleWithCreating(ProviderDescriptor candidate) {
        try {
            create(candidate);
            return Optional.empty();
        } catch (FailedException e) {
            return Optional.of(e.trouble());
        }
    }

    Component start(ProviderDescriptor candidate) throws FailedException {
        Component component = create(candidate);
        Settings settings = config.section(candidate.section());
        ComponentContext context =
                new ComponentContext(config.bot(), settings, timeline.clock(), timeline.ticker(), config.dataDir());
        return call(candidate, "start", () -> {
            component.start(context);
            if (component instanceof MessageQueue queue) {
                // The bot cannot begin without these, and is not there yet to tell that a call hangs.
                requireNonNull(queue.deadLetters(), "deadLetters answered null");
                requireNonNull(queue.text("posts"), "text answered null");
                queue.offset();
            }
            return component;
        });
    }

    /**
     * Starts what comes with a queue, for whoever cannot do without it.
     *
     * @throws HostException if that does not work
     */
    Component startForQueue(ProviderDescriptor candidate) {
        try {
            return start(candidate);
        } catch (FailedException e) {
            throw new HostException(
                    List.of(Selection.notWorking(
                            Role.QUEUE, candidate.name(), e.trouble().toString())),
                    e.mayPass());
        }
    }

    private <T> T call(ProviderDescriptor candidate, String phase, Supplier<T> call) throws FailedException {
        if (candidate.isPlugin()) {
            CallResult<T> answer =
                    IsolatedCall.call("sluice-" + phase + "-" + candidate.name(), LIMIT, timeline, call, () -> {});
            return switch (answer) {
                case CallResult.Returned<T>(T value) -> value;
                case CallResult.Threw<T>(Throwable cause) -> throw new FailedException(phase, cause);
                case CallResult.Hung<T> _ -> throw new FailedException(phase, LIMIT);
            };
        }
        try {
            return call.get();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw new FailedException(phase, e);
        }
    }
}
