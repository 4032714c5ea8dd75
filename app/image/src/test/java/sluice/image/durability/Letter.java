package sluice.image.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A dead letter as it stands in the file of the store.
 *
 * @param id its number
 * @param reason why, by the name of the constant
 * @param lane where the message should have gone
 * @param watch the watch's id
 * @param chat where it comes from
 * @param message its id there
 * @param album the key of its album, empty when it is in none
 */
record Letter(long id, String reason, long lane, String watch, long chat, long message, String album) {

    /**
     * Those with a number above one, by rising numbers. A copy of the file is read, so that the next process finds it as the last
     * one left it; none may run meanwhile.
     */
    static List<Letter> after(long id, Path data) {
        Path copy = data.resolveSibling("copy-of-" + data.getFileName());
        List<Letter> letters = new ArrayList<>();
        try {
            copy(data, copy);
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("sluice.db"));
                    var statement = connection.createStatement()) {
                if (!has(statement, "dead_letters")) {
                    return letters;
                }
                try (var rows = statement.executeQuery("SELECT id, reason, lane, watch, chat, message, album"
                        + " FROM dead_letters WHERE id > " + id + " ORDER BY id")) {
                    while (rows.next()) {
                        letters.add(read(rows));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be read", e);
        }
        return letters;
    }

    static Letter read(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7));
    }

    private static void copy(Path data, Path copy) throws IOException {
        Files.createDirectories(copy);
        for (String name : List.of("sluice.db", "sluice.db-wal", "sluice.db-shm")) {
            Files.deleteIfExists(copy.resolve(name));
        }
        for (String name : List.of("sluice.db", "sluice.db-wal")) {
            if (Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), copy.resolve(name));
            }
        }
    }

    private static boolean has(Statement statement, String table) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = '" + table + "'")) {
            return rows.next();
        }
    }
}
