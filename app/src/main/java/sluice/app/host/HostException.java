package sluice.app.host;

import java.util.List;
import sluice.api.Bounded;

/** The modules that the configuration asks for cannot be had. Each problem is a line for the operator. */
public final class HostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Bounded("a few for each role")
    private final transient List<String> problems;

    /**
     * Several problems.
     *
     * @param problems one line for each
     */
    public HostException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return one line for each problem, naming what exists instead
     */
    public List<String> problems() {
        return problems;
    }
}
