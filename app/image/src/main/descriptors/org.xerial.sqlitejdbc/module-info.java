/**
 * As published, but for java.sql.rowset, which no class of it uses and which brings java.naming and java.security.sasl
 * along. It logs through slf4j when that is there.
 */
module org.xerial.sqlitejdbc {
    requires transitive java.sql;
    requires static org.slf4j;

    exports org.sqlite.date;
    exports org.sqlite.javax;
    exports org.sqlite.jdbc3;
    exports org.sqlite.jdbc4;
    exports org.sqlite.util;
    exports org.sqlite;

    provides java.sql.Driver with
            org.sqlite.JDBC;
}
