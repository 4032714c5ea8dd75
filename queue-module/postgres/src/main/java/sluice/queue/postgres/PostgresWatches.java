package sluice.queue.postgres;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.queue.postgres.db.Sql;
import sluice.queue.postgres.node.Node;
import sluice.queue.postgres.node.OwnerTables;
import sluice.queue.store.tables.StorableWatch;
import sluice.queue.store.tables.WatchJson;

/**
 * Watches in the database of the queue. Commands on any machine may change them. This class is thread-safe.
 */
@Provider(name = "postgres", section = "queue")
public final class PostgresWatches implements WatchRepository {

    /** The bot holds all of them in memory. */
    private static final int MAX = 10_000;

    /** The maximum number of moves, the same as in the host. */
    private static final int MAX_MOVES = 1_000;

    private Node node;
    private String name;

    /** Creates the provider, for the service loader. */
    public PostgresWatches() {}

    @Override
    public void start(ComponentContext context) {
        name = context.bot();
        node = Node.join(context);
        try {
            // Whoever starts must know at once when they cannot be read: a bot without its watches loses messages.
            watches();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (node != null) {
            node.leave();
            node = null;
        }
    }

    @Override
    public List<Watch> watches() {
        return node.connections()
                .ask(sql -> sql.list(
                        "SELECT watch, source, destination FROM watches JOIN bots USING (bot) WHERE bots.name = ? ORDER BY watches.seq",
                        row -> WatchJson.read(row.getString(1)).between(row.getLong(2), row.getLong(3)),
                        name));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are too many
     */
    @Override
    public void save(Watch watch) {
        requireNonNull(watch, "watch");
        StorableWatch.require(watch);
        changing((sql, bot) -> {
            int changed = sql.update(
                    "UPDATE watches SET watch = ?, source = ?, destination = ? WHERE bot = ? AND id = ?",
                    WatchJson.write(watch).toString(),
                    watch.source(),
                    watch.destination(),
                    bot,
                    watch.id());
            if (changed == 0) {
                if (sql.number("SELECT count(*) FROM watches WHERE bot = ?", bot) >= MAX) {
                    throw new IllegalStateException(
                            "there are " + MAX + " watches, and no more are kept; remove some first");
                }
                insert(sql, bot, watch);
            }
            return true;
        });
    }

    static void insert(Sql sql, long bot, Watch watch) {
        sql.update(
                "INSERT INTO watches (bot, id, source, destination, watch) VALUES (?, ?, ?, ?, ?)",
                bot,
                watch.id(),
                watch.source(),
                watch.destination(),
                WatchJson.write(watch).toString());
    }

    @Override
    public boolean remove(String id) {
        requireNonNull(id, "id");
        return changing((sql, bot) -> sql.update("DELETE FROM watches WHERE bot = ? AND id = ?", bot, id) > 0);
    }

    /** {@inheritDoc} The watches that are kept here are rewritten. A chat that had moved before is found under its last id. */
    @Override
    public void moved(long from, long to) {
        if (from == to) {
            return;
        }
        changing((sql, bot) -> {
            Optional<Long> known =
                    sql.first("SELECT new FROM chat_moves WHERE bot = ? AND old = ?", row -> row.getLong(1), bot, from);
            boolean noted = !known.equals(Optional.of(to));
            if (noted) {
                sql.update("DELETE FROM chat_moves WHERE bot = ? AND old IN (?, ?)", bot, from, to);
                sql.update("UPDATE chat_moves SET new = ? WHERE bot = ? AND new = ?", to, bot, from);
                sql.update("INSERT INTO chat_moves (bot, old, new) VALUES (?, ?, ?)", bot, from, to);
                sql.update(
                        "DELETE FROM chat_moves WHERE bot = ? AND seq NOT IN (SELECT seq FROM chat_moves WHERE bot = ?"
                                + " ORDER BY seq DESC LIMIT " + MAX_MOVES + ")",
                        bot,
                        bot);
            }
            return sql.update("UPDATE watches SET source = ? WHERE bot = ? AND source = ?", to, bot, from)
                                    + sql.update(
                                            "UPDATE watches SET destination = ? WHERE bot = ? AND destination = ?",
                                            to,
                                            bot,
                                            from)
                            > 0
                    || noted;
        });
    }

    @Override
    public Map<Long, Long> moves() {
        return node.connections().ask(sql -> {
            Map<Long, Long> moves = new LinkedHashMap<>();
            sql.list(
                    "SELECT old, new FROM chat_moves JOIN bots USING (bot) WHERE name = ? ORDER BY chat_moves.seq",
                    row -> moves.put(row.getLong(1), row.getLong(2)),
                    name);
            return moves;
        });
    }

    /** {@inheritDoc} All bots of the process are asked for together, with its lease. */
    @Override
    public long version() {
        return node.watchesVersion(name)
                .orElseGet(() -> node.connections()
                        .ask(sql -> sql.first("SELECT watches FROM bots WHERE name = ?", row -> row.getLong(1), name)
                                .orElse(0L)));
    }

    private interface Change {
        boolean make(Sql sql, long bot);
    }

    /** Makes a change in a transaction, which answers whether it was one. */
    private boolean changing(Change change) {
        return node.connections()
                .ask(sql -> sql.transaction(() -> {
                    sql.update("INSERT INTO bots (name) VALUES (?) ON CONFLICT DO NOTHING", name);
                    long bot = sql.number("SELECT bot FROM bots WHERE name = ? FOR UPDATE", name);
                    boolean made = change.make(sql, bot);
                    if (made) {
                        sql.update("UPDATE bots SET watches = watches + 1 WHERE bot = ?", bot);
                        OwnerTables.tell(sql);
                    }
                    return made;
                }));
    }
}
