package sluice.queue.memory;

import sluice.api.Settings;
import sluice.api.SettingsException;

/**
 * The settings of this module from the section {@code queue}. {@code max-backlog} is for queues on disk.
 *
 * @param maxSize places for jobs, 1 or more
 * @param drop whether jobs without a place are dropped, instead of the batch being refused
 * @param maxDeadLetters the maximum number of dead letters, 1 or more
 */
record QueueSettings(int maxSize, boolean drop, int maxDeadLetters) {

    /** Checks the ranges. */
    QueueSettings {
        requirePositive("max-size", maxSize);
        requirePositive("max-dead-letters", maxDeadLetters);
    }

    static QueueSettings from(Settings settings) {
        return new QueueSettings(settings.integer("max-size"), drop(settings), settings.integer("max-dead-letters"));
    }

    private static boolean drop(Settings settings) {
        String whenFull = settings.required("when-full");
        return switch (whenFull) {
            case "wait" -> false;
            case "drop" -> true;
            default -> throw new SettingsException("`when-full` must be `wait` or `drop`, not `" + whenFull + "`");
        };
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new SettingsException("`" + key + "` must be 1 or more, not " + value);
        }
    }
}
