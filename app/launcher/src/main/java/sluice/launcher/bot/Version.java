package sluice.launcher.bot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into {@code version.properties}. */
public final class Version {

    private Version() {}

    /** The version alone, such as {@code 0.1.0}. */
    public static String text() {
        try (InputStream resource = Version.class.getResourceAsStream("/sluice/launcher/version.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
