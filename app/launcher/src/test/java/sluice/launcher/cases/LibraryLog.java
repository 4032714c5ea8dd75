package sluice.launcher.cases;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * All that libraries and the JDK log, at every level. Called by reflection, since {@code sluice.launcher} does not read
 * {@code java.logging} and should not do so for a test.
 */
final class LibraryLog implements AutoCloseable {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Object root;
    private final Object levelBefore;
    private final Object handler;

    LibraryLog() throws ReflectiveOperationException {
        Object all = type("Level").getField("ALL").get(null);
        root = type("Logger").getMethod("getLogger", String.class).invoke(null, "");
        levelBefore = type("Logger").getMethod("getLevel").invoke(root);
        handler = type("StreamHandler")
                .getConstructor(OutputStream.class, type("Formatter"))
                .newInstance(written, type("SimpleFormatter").getConstructor().newInstance());
        type("Handler").getMethod("setLevel", type("Level")).invoke(handler, all);
        type("Logger").getMethod("addHandler", type("Handler")).invoke(root, handler);
        type("Logger").getMethod("setLevel", type("Level")).invoke(root, all);
    }

    /** What was logged so far. */
    String text() throws ReflectiveOperationException {
        type("Handler").getMethod("flush").invoke(handler);
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        type("Logger").getMethod("removeHandler", type("Handler")).invoke(root, handler);
        type("Logger").getMethod("setLevel", type("Level")).invoke(root, levelBefore);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("java.util.logging." + name);
    }
}
