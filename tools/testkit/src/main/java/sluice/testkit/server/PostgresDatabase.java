package sluice.testkit.server;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An empty database for each test, on the server that the tests of the JVM share. Where there is no PostgreSQL, the tests are
 * skipped and say so ({@link PrivatePostgres#require}).
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PostgresDatabase database = new PostgresDatabase();
 * }</pre>
 */
public final class PostgresDatabase implements BeforeAllCallback, BeforeEachCallback {

    private String name;

    @Override
    public void beforeAll(ExtensionContext context) {
        PrivatePostgres.require();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        PrivatePostgres.require();
        name = server().newDatabase();
    }

    /** The server, which is not to be stopped or changed. */
    public PrivatePostgres server() {
        return PrivatePostgres.shared();
    }

    /** The name of this test's database. */
    public String name() {
        return name;
    }

    /** Where to connect to this test's database, with the user in it. */
    public String url() {
        return server().url(name);
    }

    /** Runs statements in this test's database, as {@link PrivatePostgres#query(String, String)}. */
    public String query(String sql) {
        return server().query(name, sql);
    }
}
