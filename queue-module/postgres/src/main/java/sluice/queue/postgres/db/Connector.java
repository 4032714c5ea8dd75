package sluice.queue.postgres.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import sluice.queue.postgres.tls.ServerNameVerifier;

/** Makes connections to the database. This class is thread-safe. */
public final class Connector {

    /** A server that does not answer in this time is passed over, if the address names others. */
    private static final Duration REACHED = Duration.ofSeconds(3);

    /** How long the driver believes that a server is gone, or cannot take changes. */
    private static final Duration BELIEVED = Duration.ofSeconds(3);

    private final PostgresSettings settings;

    public Connector(PostgresSettings settings) {
        this.settings = settings;
    }

    /** Connects, for statements that are answered within a lease. */
    public Connection connect() {
        return connect(settings.lease());
    }

    /**
     * Connects.
     *
     * @param patience the longest wait for an answer; then the connection is broken
     * @throws PostgresException when there is no connection at present
     */
    public Connection connect(Duration patience) {
        Properties properties = new Properties();
        settings.user().ifPresent(user -> properties.setProperty("user", user));
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", Long.toString(REACHED.toSeconds()));
        properties.setProperty("hostRecheckSeconds", Long.toString(BELIEVED.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(REACHED.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "sluice " + settings.node());
        properties.setProperty("sslhostnameverifier", ServerNameVerifier.class.getName());
        // What messages say must not come into the log.
        properties.setProperty("logServerErrorDetail", "false");
        // Queries are few and the same: prepared at once, and their answers in binary.
        properties.setProperty("prepareThreshold", "1");
        try {
            Connection connection = new Driver().connect(settings.url(), properties);
            try (Statement statement = connection.createStatement()) {
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
                long millis = settings.lease().toMillis() / 2;
                // All that is asked is asked by keys: the planner must not guess otherwise where it has no statistics
                // yet, nor plan anew for each number of rows. A transaction that its process has left must not keep a
                // bot locked.
                statement.execute("SET jit = off; SET enable_seqscan = off; SET enable_bitmapscan = off;"
                        + " SET enable_sort = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
                        + " SET plan_cache_mode = force_generic_plan;"
                        + " SET lock_timeout = " + millis + "; SET idle_in_transaction_session_timeout = " + millis);
            } catch (SQLException e) {
                close(connection);
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw PostgresException.unreachable(e);
        }
    }

    /** Closes a connection that may be broken. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // A broken connection says so once more; nothing is left to do.
            System.getLogger(Connector.class.getName()).log(System.Logger.Level.DEBUG, "closing: {0}", e.getMessage());
        }
    }
}
