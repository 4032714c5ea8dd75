package sluice.app.host;

import static java.util.Objects.requireNonNull;

import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import java.util.ServiceConfigurationError;
import sluice.api.SettingsException;

/**
 * What went wrong with a module.
 *
 * @param phase when: {@code load}, {@code discovery}, {@code create}, {@code start}, or the operation that was called
 * @param cause what, in one line
 * @param times how often, 1 or more; the cause is that of the last time
 */
public record Trouble(String phase, String cause, long times) {

    /** A plugin writes what it likes into its exceptions. */
    private static final int MAX_CAUSE = 300;

    /** Causes may go in a circle. */
    private static final int MAX_CAUSES = 5;

    /** Checks that nothing is missing. */
    public Trouble {
        requireNonNull(phase, "phase");
        requireNonNull(cause, "cause");
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
    }

    static Trouble of(String phase, Throwable cause) {
        return new Trouble(phase, brief(cause), 1);
    }

    /** The same once more, with what it was this time. */
    Trouble again(String laterPhase, String laterCause) {
        return new Trouble(laterPhase, laterCause, times + 1);
    }

    @Override
    public String toString() {
        return phase + ": " + cause + (times > 1 ? " (the last of " + times + ")" : "");
    }

    /** What was thrown, in one line without control characters. */
    static String brief(Throwable thrown) {
        String text = words(thrown, MAX_CAUSES).replaceAll("\\p{Cntrl}", " ");
        return text.length() <= MAX_CAUSE ? text : text.substring(0, MAX_CAUSE) + "…";
    }

    private static String words(Throwable thrown, int causes) {
        Throwable cause = causes == 0 ? null : thrown.getCause();
        if (cause != null && onlyWraps(thrown)) {
            return words(cause, causes - 1);
        }
        String message = message(thrown);
        if (isWrittenForPeople(thrown) && !message.isEmpty()) {
            return message;
        }
        String type = thrown.getClass().getSimpleName();
        String words = message.isEmpty() ? type : type + ": " + message;
        return cause != null && isAboutModules(thrown) ? words + " (" + words(cause, causes - 1) + ")" : words;
    }

    /** An exception of a plugin's own may throw when it is asked. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : message.lines().findFirst().orElse("");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return "its message cannot be had: " + e.getClass().getSimpleName();
        }
    }

    private static boolean isWrittenForPeople(Throwable thrown) {
        return thrown instanceof SettingsException || thrown instanceof PluginException;
    }

    /** What the service loader and class loading put around the fault itself. */
    private static boolean onlyWraps(Throwable thrown) {
        return thrown instanceof ServiceConfigurationError || thrown instanceof ExceptionInInitializerError;
    }

    /** These say which jar, and their cause says why. */
    private static boolean isAboutModules(Throwable thrown) {
        return thrown instanceof FindException || thrown instanceof ResolutionException;
    }
}
