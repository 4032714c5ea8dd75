package sluice.queue.postgres.db;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import sluice.queue.store.tables.StoreException;

/** The database cannot be reached, or cannot read or write at present. */
public final class PostgresException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Classes of SQLSTATE for a wrong question, which would be as wrong the next time. */
    private static final Set<String> FAULTS = Set.of("0A", "21", "22", "23", "26", "42");

    /** Classes for what a connection needs: the role and its password, the database, what else is in the address. */
    private static final Set<String> REFUSALS = Set.of("22", "28", "3D");

    /** Classes for a connection that is no more. */
    private static final Set<String> ENDED = Set.of("08", "57P");

    /** Rights may be given. */
    private static final String NO_RIGHTS = "42501";

    /** No password where one is wanted, no encryption where it must be. */
    private static final String REJECTED = "08004";

    private static final String DISK_FULL = "53100";

    PostgresException(String message, Exception cause) {
        super(message, cause);
    }

    @Override
    public boolean isFull() {
        return DISK_FULL.equals(state());
    }

    /** True if whoever has written the settings must act. */
    public boolean isRefusal() {
        return !(getCause() instanceof SQLException)
                || Set.of(NO_RIGHTS, REJECTED).contains(state())
                || REFUSALS.stream().anyMatch(state()::startsWith);
    }

    /** True if the server has ended the connection; not if it only was silent for too long. */
    boolean isDisconnected() {
        boolean silent = getCause().getCause() instanceof SocketTimeoutException;
        return !silent && ENDED.stream().anyMatch(state()::startsWith);
    }

    private String state() {
        return getCause() instanceof SQLException e && e.getSQLState() != null ? e.getSQLState() : "";
    }

    /** There is no connection. */
    static PostgresException unreachable(SQLException e) {
        return new PostgresException("PostgreSQL: " + oneLine(e), e);
    }

    /** What a failed statement comes to: it may work the next time, or it is a fault of ours. */
    public static RuntimeException of(String sql, SQLException e) {
        PostgresException failure = unreachable(e);
        String state = failure.state();
        return state.length() == 5 && FAULTS.contains(state.substring(0, 2)) && !NO_RIGHTS.equals(state)
                ? new IllegalStateException(oneLine(e) + ": " + sql, e)
                : failure;
    }

    /** Of several statements that were sent together, what the one that failed says. */
    static String oneLine(SQLException e) {
        SQLException one = e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        String said = String.valueOf(one.getMessage());
        if (one.getCause() instanceof IOException cause
                && !(cause instanceof ConnectException)
                && !said.contains(String.valueOf(cause.getMessage()))) {
            said += cause instanceof UnknownHostException
                    ? " No address is known for " + cause.getMessage() + "."
                    : " (" + cause.getMessage() + ")";
        }
        return said.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
