package sluice.base.log;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.io.File;

/** Says on standard error what is wrong with a {@code logback.xml}, also with one that is read again. */
final class FileComplaints implements StatusListener {

    private final File file;
    private volatile boolean failed;

    FileComplaints(File file) {
        this.file = file;
    }

    @Override
    public void addStatusEvent(Status status) {
        if (status.getEffectiveLevel() >= Status.WARN) {
            say(status.getMessage() + (status.getThrowable() == null ? "" : ": " + status.getThrowable()));
        }
        if (status.getEffectiveLevel() >= Status.ERROR) {
            failed = true;
        }
    }

    void failed(String reason) {
        say(reason);
        failed = true;
    }

    /** True if the file can be used: with warnings it can, with errors it cannot, and then that is logged. */
    boolean settle() {
        if (failed) {
            say("not used because of that; the log is as if there were no such file");
        }
        return !failed;
    }

    private void say(String complaint) {
        System.err.println("sluice: " + file + ": " + Sanitizer.line(complaint));
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }
}
