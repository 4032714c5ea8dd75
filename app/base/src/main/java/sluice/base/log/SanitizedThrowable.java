package sluice.base.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;

/** An exception whose messages, and those of its causes, are fit for the log. */
record SanitizedThrowable(IThrowableProxy original) implements IThrowableProxy {

    /** Null for null. */
    static IThrowableProxy of(IThrowableProxy original) {
        return original == null ? null : new SanitizedThrowable(original);
    }

    @Override
    public String getMessage() {
        return Sanitizer.line(original.getMessage());
    }

    @Override
    public String getOverridingMessage() {
        return Sanitizer.line(original.getOverridingMessage());
    }

    @Override
    public IThrowableProxy getCause() {
        return of(original.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(original.getSuppressed())
                .map(SanitizedThrowable::of)
                .toArray(IThrowableProxy[]::new);
    }

    @Override
    public String getClassName() {
        return original.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return original.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return original.getCommonFrames();
    }

    @Override
    public boolean isCyclic() {
        return original.isCyclic();
    }
}
