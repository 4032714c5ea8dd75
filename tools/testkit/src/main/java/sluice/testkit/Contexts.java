package sluice.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.ComponentContext;
import sluice.api.Settings;

/** Makes the contexts that providers are started with. */
public final class Contexts {

    private Contexts() {}

    /**
     * A context for a provider that keeps no files. Its data directory is the system's for temporary files.
     *
     * @param time both its clock and its ticker
     * @param settings keys and values by turns, such as {@code "max-messages", "200"}
     * @return the context
     */
    public static ComponentContext of(FakeTime time, String... settings) {
        return of(time, Path.of(System.getProperty("java.io.tmpdir")), settings);
    }

    /**
     * A context for a provider that keeps files.
     *
     * @param time both its clock and its ticker
     * @param dataDir the data directory; it must exist
     * @param settings keys and values by turns, such as {@code "max-messages", "200"}
     * @return the context
     */
    public static ComponentContext of(FakeTime time, Path dataDir, String... settings) {
        return new ComponentContext(settings(settings), time, time, dataDir);
    }

    /**
     * A section of the configuration.
     *
     * @param settings keys and values by turns, no key twice
     * @return the section
     */
    public static Settings settings(String... settings) {
        if (settings.length % 2 != 0) {
            throw new IllegalArgumentException("the key `" + settings[settings.length - 1] + "` has no value");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            if (values.put(settings[i], settings[i + 1]) != null) {
                throw new IllegalArgumentException("the key `" + settings[i] + "` stands twice");
            }
        }
        return new Settings(values);
    }
}
