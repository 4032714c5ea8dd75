package sluice.base.log;

/**
 * The bot that a thread works for, where a process has several; the log names it in each line. Threads that a thread starts work for
 * the same bot, those of plugins too.
 */
public final class BotName {

    /** The name of the name, in patterns of a {@code logback.xml} ({@code %X{bot}}) and in JSON. */
    static final String KEY = "bot";

    private static final InheritableThreadLocal<String> NAME = new InheritableThreadLocal<>();

    private BotName() {}

    /** Work that may throw one kind of exception. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        /** Does it. */
        T run() throws E;
    }

    /** Works for a bot on this thread; {@code name} is empty for the only one of a process. */
    public static <T, E extends Exception> T during(String name, Work<T, E> work) throws E {
        String before = NAME.get();
        NAME.set(name);
        try {
            return work.run();
        } finally {
            NAME.set(before);
        }
    }

    /** The bot that this thread works for; empty for none or the only one. */
    static String ofThisThread() {
        String name = NAME.get();
        return name == null ? "" : name;
    }
}
