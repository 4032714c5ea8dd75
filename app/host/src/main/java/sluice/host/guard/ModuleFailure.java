package sluice.host.guard;

import static java.util.Objects.requireNonNull;

import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import java.util.ServiceConfigurationError;
import sluice.api.SettingsException;

/**
 * A failure of a module.
 *
 * @param phase {@code load}, {@code discovery}, {@code create}, {@code start}, or the operation that was called
 * @param cause the cause in one line
 * @param times the number of failures, 1 or more; the cause is that of the last one
 */
public record ModuleFailure(String phase, String cause, long times) {

    /** A plugin writes what it likes into its exceptions. */
    private static final int MAX_CAUSE = 300;

    /** Causes may go in a circle. */
    private static final int MAX_CAUSES = 5;

    private static final int MAX_READ_CAUSES = 100;

    public ModuleFailure {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
    }

    public static ModuleFailure of(String phase, Throwable cause) {
        return new ModuleFailure(phase, brief(cause), 1);
    }

    /** Returns the failure counted once more, with its latest phase and cause. */
    ModuleFailure again(String laterPhase, String laterCause) {
        return new ModuleFailure(laterPhase, laterCause, times + 1);
    }

    @Override
    public String toString() {
        return phase + ": " + cause + (times > 1 ? " (the last of " + times + ")" : "");
    }

    /** Returns an exception that can be logged: one of a plugin's own may throw when it is asked, and another then stands for it. */
    static Throwable readable(Throwable thrown) {
        try {
            Throwable cause = thrown;
            for (int i = 0; cause != null && i < MAX_READ_CAUSES; i++) {
                requireNonNull(cause.toString() + cause.getMessage() + cause.getLocalizedMessage());
                requireNonNull(cause.getStackTrace());
                cause = cause.getCause();
            }
            return thrown;
        } catch (Throwable e) {
            return new PluginException(thrown.getClass().getName() + ", which cannot be read: it throws "
                    + e.getClass().getName());
        }
    }

    /** Formats an exception in one line without control characters. */
    public static String brief(Throwable thrown) {
        String text = words(readable(thrown), MAX_CAUSES).replaceAll("\\p{Cntrl}", " ");
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

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static boolean isWrittenForPeople(Throwable thrown) {
        return thrown instanceof SettingsException || thrown instanceof PluginException;
    }

    /** True for exceptions that the service loader and class loading only put around the fault itself. */
    private static boolean onlyWraps(Throwable thrown) {
        return thrown instanceof ServiceConfigurationError || thrown instanceof ExceptionInInitializerError;
    }

    /** True for exceptions that say which jar; their cause says why. */
    private static boolean isAboutModules(Throwable thrown) {
        return thrown instanceof FindException || thrown instanceof ResolutionException;
    }
}
