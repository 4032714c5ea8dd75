package sluice.telegram;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells whether a call has failed because this process may open no more files and connections. */
final class OpenFiles {

    /** The system's message when no more files can be opened. */
    static final String NONE_LEFT = "Too many open files";

    /** The number of open files that a call needs: for a look at the system's lists of hosts, and for a connection. */
    private static final int NEEDED = 4;

    private static final String ALWAYS_THERE = "/dev/null";

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

    private static boolean noneCanBeOpened() {
        List<FileInputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < NEEDED; i++) {
                open.add(new FileInputStream(ALWAYS_THERE));
            }
            return false;
        } catch (IOException e) {
            return says(e);
        } finally {
            open.forEach(OpenFiles::close);
        }
    }

    private static boolean says(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(NONE_LEFT);
    }

    private static void close(FileInputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException(ALWAYS_THERE + " cannot be closed", e);
        }
    }
}
