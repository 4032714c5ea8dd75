package sluice.queue.postgres;

import java.util.List;
import java.util.Set;
import sluice.api.ComponentContext;
import sluice.api.Ownership;
import sluice.api.Provider;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.queue.postgres.node.Node;
import sluice.queue.store.tables.StoreException;

/** Decides by leases in PostgreSQL which process runs a bot. This class is thread-safe. */
@Provider(name = "postgres", section = "queue")
public final class PostgresOwnership implements Ownership, StatsProvider {

    private Node node;

    /** Creates the provider, for the service loader. */
    public PostgresOwnership() {}

    @Override
    public void start(ComponentContext context) {
        Node joined = Node.join(context);
        try {
            joined.requireWritable();
        } catch (StoreException e) {
            joined.leave();
            throw e;
        }
        node = joined;
    }

    @Override
    public void close() {
        if (node != null) {
            node.leave();
        }
    }

    @Override
    public String node() {
        return node.name();
    }

    @Override
    public Set<String> claim(Set<String> bots) {
        return node.claim(bots);
    }

    @Override
    public boolean holds(String bot) {
        return node.holds(bot);
    }

    @Override
    public void release(String bot) {
        node.release(bot);
    }

    @Override
    public void pause(String bot, boolean paused) {
        node.pause(bot, paused);
    }

    @Override
    public List<Owner> owners() {
        return node.owners();
    }

    @Override
    public void onChange(Runnable listener) {
        node.onChange(listener);
    }

    @Override
    public List<String> problems() {
        return node.problems();
    }

    @Override
    public Stats stats() {
        return node.stats();
    }
}
