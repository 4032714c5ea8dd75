package sluice.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The chats that have another id now, the one that moved last at the end. */
final class MoveTable {

    /** As many as the host remembers. */
    static final int MAX = 1_000;

    private final Query find;
    private final Query follow;
    private final Query forget;
    private final Query insert;
    private final Query trim;
    private final Query all;

    MoveTable(Database database) {
        find = database.query("SELECT new FROM chat_moves WHERE old = ?");
        follow = database.query("UPDATE chat_moves SET new = ? WHERE new = ?");
        forget = database.query("DELETE FROM chat_moves WHERE old IN (?, ?)");
        insert = database.query("INSERT INTO chat_moves (old, new) VALUES (?, ?)");
        trim = database.query("DELETE FROM chat_moves WHERE seq NOT IN"
                + " (SELECT seq FROM chat_moves ORDER BY seq DESC LIMIT " + MAX + ")");
        all = database.query("SELECT old, new FROM chat_moves ORDER BY seq LIMIT " + MAX);
    }

    /** Notes a move; whether it was new. A chat that had moved before is found under its last id. */
    boolean add(long from, long to) {
        if (find.first(row -> row.longAt(1), from).equals(Optional.of(to))) {
            return false;
        }
        forget.update(from, to);
        follow.update(to, from);
        insert.update(from, to);
        trim.update();
        return true;
    }

    Map<Long, Long> all() {
        Map<Long, Long> moves = new LinkedHashMap<>();
        all.each(row -> {
            moves.put(row.longAt(1), row.longAt(2));
            return true;
        });
        return moves;
    }
}
