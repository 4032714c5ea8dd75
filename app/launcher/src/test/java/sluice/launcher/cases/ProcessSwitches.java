package sluice.launcher.cases;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** How often threads of this process have gone to sleep, as Linux counts it: {@code getrusage}. */
final class ProcessSwitches {

    private static final int OF_THIS_PROCESS = 0;

    /** Two times and fourteen numbers of 8 bytes each, of which this is the thirteenth. */
    private static final int SIZE = 144;

    private static final int VOLUNTARY_SWITCHES = 128;

    private static final MethodHandle GETRUSAGE = getrusage();

    private static final MemorySegment USAGE = Arena.global().allocate(SIZE);

    private ProcessSwitches() {}

    @SuppressWarnings("restricted") // a function of the C library that the JDK has no call for
    private static MethodHandle getrusage() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getrusage"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** The number until now, over all threads, also those that have ended. */
    static synchronized long count() {
        try {
            int failed = (int) GETRUSAGE.invokeExact(OF_THIS_PROCESS, USAGE);
            if (failed != 0) {
                throw new IllegalStateException("getrusage failed");
            }
            return USAGE.get(ValueLayout.JAVA_LONG, VOLUNTARY_SWITCHES);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
