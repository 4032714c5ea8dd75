package sluice.api;

/** A concern that reports figures about itself: for the log, {@code sluice stats}, {@code /stats} and metrics. */
public interface StatsProvider extends Component {

    /**
     * The current figures. Called from any thread, also while the object is being cleaned, and at most a few times a
     * second; it must not block. The host leaves the figures out when it throws, and those of a plugin when they do not come
     * within a second; it then is not asked again until that call returns.
     *
     * @return figures by name; never null
     */
    Stats stats();
}
