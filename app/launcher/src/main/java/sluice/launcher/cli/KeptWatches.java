package sluice.launcher.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.config.Config;
import sluice.host.BotOwners;
import sluice.host.DataDir;
import sluice.host.HostException;
import sluice.host.Inventory;
import sluice.host.ModuleHost;
import sluice.launcher.bot.ExitCode;

/** The repository of watches as a command sees it: what is kept, and what goes wrong with it. */
final class KeptWatches {

    enum Use {
        READ,
        CHANGE
    }

    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(RuntimeException cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    private final Config config;

    /** Where they are, for people. */
    private final String place;

    /** Empty where there is no data directory yet: nothing is kept then, and looking must not make one. */
    private final Optional<WatchRepository> repository;

    private KeptWatches(Config config, String place, Optional<WatchRepository> repository) {
        this.config = config;
        this.place = place;
        this.repository = repository;
    }

    /** Opens the repository that the configuration names for a command, and says why that cannot be done. */
    static int with(Environment environment, ConfigOption option, Use use, Function<KeptWatches, ExitCode> command) {
        Optional<Config> config = option.loadOrDefaults(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        try {
            return run(config.get(), environment, use, command).code();
        } catch (HostException e) {
            return option.report(e, environment).code();
        } catch (Failure e) {
            environment.complain("sluice: " + e.getMessage());
            return ExitCode.UNEXPECTED.code();
        }
    }

    private static ExitCode run(
            Config config, Environment environment, Use use, Function<KeptWatches, ExitCode> command) {
        Inventory inventory = Inventory.of(config);
        Supplier<WatchRepository> start = ModuleHost.watchRepository(config, inventory, environment.timeline())
                .orElseThrow(() -> new HostException(List.of("modules.queue: `"
                        + config.modules().chosen().get("queue")
                        + "` keeps no watches; there are those of the configuration file only. `sqlite` keeps them")));
        boolean shared = BotOwners.areShared(config, inventory);
        String place = shared ? "the shared database" : config.dataDir().toString();
        if (!shared && use == Use.READ && Files.notExists(config.dataDir())) {
            return command.apply(new KeptWatches(config, place, Optional.empty()));
        }
        if (!shared && use == Use.CHANGE) {
            DataDir.problem(config.dataDir()).ifPresent(problem -> {
                throw new HostException(List.of(problem));
            });
        }
        WatchRepository repository = start.get();
        try {
            return command.apply(new KeptWatches(config, place, Optional.of(repository)));
        } finally {
            repository.close();
        }
    }

    Config config() {
        return config;
    }

    String place() {
        return place;
    }

    List<Watch> watches() {
        return asked(WatchRepository::watches, List.of());
    }

    Map<Long, Long> moves() {
        return asked(WatchRepository::moves, Map.of());
    }

    void save(Watch watch) {
        asked(
                kept -> {
                    kept.save(watch);
                    return true;
                },
                false);
    }

    private <T> T asked(Function<WatchRepository, T> question, T otherwise) {
        try {
            return repository.map(question).orElse(otherwise);
        } catch (RuntimeException e) {
            throw new Failure(e);
        }
    }
}
