/**
 * JSON as a small tree, read and written by the streams of Jackson's core.
 *
 * <p>Used by the app and the simulator. {@link sluice.json.Json} is the way in. Its nodes are named and behave like those of
 * Jackson's own tree, which takes ten times as many classes.
 */
module sluice.json {
    requires com.fasterxml.jackson.core;
    requires sluice.api;

    exports sluice.json;
}
