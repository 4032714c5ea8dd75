package sluice.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into {@code version.properties}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"sluice " + text()};
    }

    /**
     * The version alone.
     *
     * @throws IOException when the program lacks its file
     */
    static String text() throws IOException {
        try (InputStream resource = Version.class.getResourceAsStream("/sluice/launcher/version.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        }
    }
}
