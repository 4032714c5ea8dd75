package sluice.queue.postgres;

import java.time.Duration;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.Stats;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.node.Node;
import sluice.queue.postgres.tables.ClockShift;
import sluice.queue.postgres.tables.PostgresTables;
import sluice.queue.store.Storage;
import sluice.queue.store.StoredQueue;
import sluice.queue.store.WriterThread;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;

/**
 * The queue in PostgreSQL, for bots that survive the loss of their machine: what it has stored outlives the machine too, as far as the
 * database does. This class is thread-safe.
 *
 * <p>Deliveries are recorded one by one, so that after a crash at most one of each busy lane has an unknown outcome.
 */
@Provider(name = "postgres", section = "queue")
public final class PostgresQueue extends StoredQueue {

    /** Creates the provider, for the service loader. */
    public PostgresQueue() {}

    @Override
    protected Storage open(ComponentContext context) {
        Node node = Node.join(context);
        try {
            return new Kept(node, node.ownedOrTaken(context.bot()));
        } catch (StoreException e) {
            node.leave();
            throw e;
        }
    }

    /** The rows of one bot. */
    private static final class Kept implements Storage {

        private final Node node;
        private final Session session;
        private final PostgresTables tables;

        Kept(Node node, Owned owned) {
            this.node = node;
            this.session = node.connections().session(owned);
            this.tables = PostgresTables.of(session, owned, MAX_REMEMBERED);
        }

        @Override
        public Tables tables() {
            return tables;
        }

        @Override
        public WriterThread thread() {
            return node.connections().writer(session);
        }

        @Override
        public ClaimFile claims() {
            return ClaimFile.none();
        }

        @Override
        public boolean followClock(long now) {
            return ClockShift.apply(session, tables.owned());
        }

        @Override
        public Stats withFigures(Stats stats) {
            return stats;
        }

        @Override
        public void close(Duration limit) {
            node.leave();
        }
    }
}
