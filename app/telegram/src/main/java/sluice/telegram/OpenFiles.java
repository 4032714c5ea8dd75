package sluice.telegram;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells whether a call has failed because this process may open no more files and connections. */
final class OpenFiles {

    /** The system's message when no more files can be opened. */
    static final String NONE_LEFT = "Too many open files";

    private OpenFiles() {}

    /** The name of a server that cannot be looked up is said to be unknown then, so that words alone do not show it. */
    static boolean areUsedUp(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (says(cause)) {
                return true;
            }
        }
        return noneCanBeOpened();
    }

    /** Opens as many files as a call needs: for a look at the system's lists of hosts, and for a connection. */
    private static boolean noneCanBeOpened() {
        try (var _ = open();
                var _ = open();
                var _ = open();
                var _ = open()) {
            return false;
        } catch (IOException e) {
            return says(e);
        }
    }

    private static InputStream open() throws IOException {
        return new FileInputStream("/dev/null");
    }

    private static boolean says(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(NONE_LEFT);
    }
}
