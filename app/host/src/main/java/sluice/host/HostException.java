package sluice.host;

import java.util.List;
import sluice.api.Bounded;

/** The modules that the configuration asks for cannot be had. Each problem is a line for the operator. */
public final class HostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Bounded("a few for each role")
    private final transient List<String> problems;

    private final boolean mayPass;

    /** Problems of the configuration, one line each. */
    public HostException(List<String> problems) {
        this(problems, false);
    }

    /** A problem that is not of the configuration, so that another start can help. */
    public static HostException passing(String problem) {
        return new HostException(List.of(problem), true);
    }

    HostException(List<String> problems, boolean mayPass) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
        this.mayPass = mayPass;
    }

    /**
     * True if the configuration may be right and another start can help: a module failed by something else, such as a
     * full disk.
     */
    public boolean mayPass() {
        return mayPass;
    }

    /** One line for each problem, naming what exists instead. */
    public List<String> problems() {
        return problems;
    }
}
