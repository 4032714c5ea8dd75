package sluice.app.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.app.config.Config;
import sluice.app.route.Router;

/** The watches of the configuration file and those of the repository, as one. This class is thread-safe. */
final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final Router router;
    private final Optional<WatchRepository> repository;
    private Config config;
    private long version;

    Watches(Router router, Optional<WatchRepository> repository, Config config) {
        this.router = router;
        this.repository = repository;
        this.config = config;
        repository.ifPresent(kept -> {
            kept.moves().forEach(router::migrate);
            router.onMigration(kept::moved);
            version = kept.version();
        });
        load();
    }

    /** Takes the watches of an edited file. */
    synchronized void change(Config changed) {
        config = changed;
        load();
    }

    /** Takes what was changed in the repository, perhaps by another process. */
    synchronized void refresh() {
        long now = repository.map(WatchRepository::version).orElse(0L);
        if (now != version) {
            version = now;
            LOG.info("watches were changed: {} now", load());
        }
    }

    private int load() {
        List<Watch> all = new ArrayList<>(config.watches());
        repository.ifPresent(kept -> all.addAll(kept.watches()));
        router.replace(all);
        return all.size();
    }
}
