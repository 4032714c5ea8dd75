package sluice.host;

import java.util.List;
import sluice.api.Bounded;

/** The modules that the configuration asks for cannot be had. Each problem is a line for the operator. */
public final class HostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Bounded("a few for each role")
    private final transient List<String> problems;

    private final boolean mayPass;

    /**
     * Several problems of the configuration.
     *
     * @param problems one line for each
     */
    public HostException(List<String> problems) {
        this(problems, false);
    }

    HostException(List<String> problems, boolean mayPass) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
        this.mayPass = mayPass;
    }

    /**
     * True if the configuration may be right all the same, so that starting again can help.
     *
     * @return {@code true} when a module failed by something else, such as a full disk
     */
    public boolean mayPass() {
        return mayPass;
    }

    /**
     * The problems that were found.
     *
     * @return one line for each problem, naming what exists instead
     */
    public List<String> problems() {
        return problems;
    }
}
