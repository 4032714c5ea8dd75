package sluice.queue.postgres.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;
import sluice.api.Settings;
import sluice.api.SettingsException;

/**
 * Where the database is, and who this process is among the others.
 *
 * @param url the address for the driver, which may name several servers
 * @param user the user; empty when the address names it
 * @param passwordFile the file whose first line is the password; empty for none
 * @param lease how long the bots belong to a process that is not heard of
 * @param node the name of this process
 */
public record PostgresSettings(
        String url, Optional<String> user, Optional<Path> passwordFile, Duration lease, String node) {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Reads the section {@code queue}. */
    public static PostgresSettings from(Settings settings) {
        String url = settings.text("url")
                .orElseThrow(() -> new SettingsException(
                        "`url` is missing: the address of the database, such as jdbc:postgresql://db1/sluice"));
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SettingsException("`url` must begin with jdbc:postgresql:");
        }
        if (url.split("\\?", 2)[0].contains("@")) {
            // The driver takes it for the name of the server, which messages quote.
            throw new SettingsException(
                    "`url` must not name a user before the server: `queue.user` and `queue.password-file`"
                            + " are for the user and the password");
        }
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null) {
            // There may be a password in it.
            throw new SettingsException(
                    "`url` is no address such as jdbc:postgresql://db1/sluice or jdbc:postgresql://db1:5432,db2:5432/sluice");
        }
        requireSslMode(parsed);
        Duration lease = settings.duration("lease", LEASE);
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new SettingsException("`lease` must be 5s to 60s");
        }
        return new PostgresSettings(
                url,
                settings.text("user"),
                settings.text("password-file").map(Path::of),
                lease,
                settings.text("node").filter(name -> !name.isBlank()).orElseGet(PostgresSettings::hostName));
    }

    private static void requireSslMode(Properties parsed) {
        try {
            SslMode.of(parsed);
        } catch (PSQLException e) {
            throw new SettingsException(
                    "`sslmode` in `url` must be disable, allow, prefer, require, verify-ca or verify-full");
        }
    }

    /** As the kernel has it, since a name service may be slow or know another. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                throw new SettingsException("`node` is missing, and this machine has no name");
            }
        }
    }

    /** The password as it is in its file now; empty for none. */
    Optional<String> password() {
        return passwordFile.map(file -> {
            try {
                return Files.readString(file).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new PostgresException("`password-file`: " + file + " cannot be read", e);
            }
        });
    }
}
