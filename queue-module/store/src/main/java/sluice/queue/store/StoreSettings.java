package sluice.queue.store;

import sluice.api.Settings;
import sluice.api.SettingsException;

/**
 * The settings of this module from the section {@code queue}.
 *
 * @param maxSize the maximum number of jobs in memory, 1 or more
 * @param maxBacklog places for jobs on disk, those in memory included, 1 or more
 * @param drop whether jobs without a place are dropped, instead of the batch being refused
 * @param maxDeadLetters the maximum number of dead letters, 1 or more
 */
record StoreSettings(int maxSize, int maxBacklog, boolean drop, int maxDeadLetters) {

    static StoreSettings from(Settings settings) {
        String whenFull = settings.text("when-full").orElse("");
        if (!whenFull.equals("wait") && !whenFull.equals("drop")) {
            throw new SettingsException("`when-full` must be `wait` or `drop`, not `" + whenFull + "`");
        }
        return new StoreSettings(
                positive(settings, "max-size"),
                positive(settings, "max-backlog"),
                whenFull.equals("drop"),
                positive(settings, "max-dead-letters"));
    }

    private static int positive(Settings settings, String key) {
        int value = settings.integer(key);
        if (value < 1) {
            throw new SettingsException("`" + key + "` must be 1 or more, not " + value);
        }
        return value;
    }
}
