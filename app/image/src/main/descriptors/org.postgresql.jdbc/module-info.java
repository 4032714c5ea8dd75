/**
 * Without what the bot does not use of it: data sources found through JNDI, XML columns made by other factories, Kerberos, and
 * the size of the heap. Those parts are there and fail when they are called.
 */
module org.postgresql.jdbc {
    requires static java.desktop;
    requires java.logging;
    requires static java.management;
    requires static java.naming;
    requires static java.security.jgss;
    requires transitive java.sql;

    exports org.postgresql;
    exports org.postgresql.copy;
    exports org.postgresql.jdbc;
    exports org.postgresql.ssl;
    exports org.postgresql.util;

    provides java.sql.Driver with
            org.postgresql.Driver;
}
