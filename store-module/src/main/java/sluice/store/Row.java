package sluice.store;

import java.sql.SQLException;
import org.sqlite.core.DB;

/** The row that a {@link Query} has reached. Columns count from 1. Of use only until the next row is looked at. */
final class Row {

    private final DB driver;
    private final long statement;

    Row(DB driver, long statement) {
        this.driver = driver;
        this.statement = statement;
    }

    long longAt(int column) throws SQLException {
        return driver.column_long(statement, column - 1);
    }

    int intAt(int column) throws SQLException {
        return driver.column_int(statement, column - 1);
    }

    double doubleAt(int column) throws SQLException {
        return driver.column_double(statement, column - 1);
    }

    /** Null where the column is. */
    String textAt(int column) throws SQLException {
        return driver.column_text(statement, column - 1);
    }
}
