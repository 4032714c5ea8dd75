package sluice.queue.sqlite.watches;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sluice.queue.sqlite.store.Database;

/** The chats that have another id now, the one that moved last at the end. */
final class MoveTable {

    /** The maximum number of moves, the same as in the host. */
    static final int MAX = 1_000;

    private final Database database;

    MoveTable(Database database) {
        this.database = database;
    }

    /** Notes a move; whether it was new. A chat that had moved before is found under its last id. */
    boolean add(long from, long to) {
        if (database.find("SELECT new FROM chat_moves WHERE old = ?", from).equals(Optional.of(to))) {
            return false;
        }
        database.update("DELETE FROM chat_moves WHERE old IN (?, ?)", from, to);
        database.update("UPDATE chat_moves SET new = ? WHERE new = ?", to, from);
        database.update("INSERT INTO chat_moves (old, new) VALUES (?, ?)", from, to);
        database.update("DELETE FROM chat_moves WHERE seq NOT IN (SELECT seq FROM chat_moves ORDER BY seq DESC LIMIT "
                + MAX + ")");
        return true;
    }

    Map<Long, Long> all() {
        Map<Long, Long> moves = new LinkedHashMap<>();
        database.each("SELECT old, new FROM chat_moves ORDER BY seq LIMIT " + MAX, row -> {
            moves.put(row.getLong(1), row.getLong(2));
            return true;
        });
        return moves;
    }
}
