package sluice.queue.postgres.notes;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import sluice.queue.postgres.db.Sql;
import sluice.queue.store.notes.NoteSql;

/** Statements on the rows of one bot. */
final class PostgresNoteSql implements NoteSql {

    private final Sql sql;
    private final long bot;

    PostgresNoteSql(Sql sql, long bot) {
        this.sql = sql;
        this.bot = bot;
    }

    private static String own(String statement) {
        return statement.replace("@", "bot = ?");
    }

    /** The values with the bot where its condition stands among the question marks. */
    private Object[] withBot(String statement, Object... values) {
        Iterator<Object> given = Arrays.asList(values).iterator();
        return statement
                .chars()
                .filter(c -> c == '@' || c == '?')
                .mapToObj(c -> c == '@' ? bot : given.next())
                .toArray();
    }

    @Override
    public int update(String statement, Object... values) {
        return sql.update(own(statement), withBot(statement, values));
    }

    @Override
    public <T> List<T> list(String statement, Mapper<T> mapper, Object... values) {
        return sql.list(own(statement), mapper::map, withBot(statement, values));
    }

    @Override
    public void insert(String table, String columns, Object... values) {
        Object[] all = Stream.concat(Stream.of(bot), Stream.of(values)).toArray();
        sql.update("INSERT INTO " + table + " (bot, " + columns + ") VALUES (" + NoteSql.marks(all) + ")", all);
    }

    @Override
    public void index(long note, String text) {
        sql.update("UPDATE notes SET folded = ? WHERE bot = ? AND id = ?", folded(text), bot, note);
    }

    @Override
    public void search(List<String> words, Conditions conditions) {
        words.forEach(word -> conditions.add("strpos(n.folded, ?) > 0", folded(word)));
    }

    /** Text in one case, whatever letters the locale of the database knows. */
    private static String folded(String text) {
        return text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
