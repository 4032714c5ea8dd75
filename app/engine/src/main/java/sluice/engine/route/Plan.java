package sluice.engine.route;

import java.util.List;
import sluice.api.Job;
import sluice.host.status.Refusal;

/**
 * The plan for one arrival.
 *
 * @param skipped why it does not take the ways that it could have taken, one for each
 */
public record Plan(List<Job> jobs, List<Skipped> skipped) {

    /** A way that is not taken. */
    public record Skipped(String watch, Refusal refusal) {}
}
