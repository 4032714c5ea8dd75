/** A Bot API server for tests, the demo and load runs. */
module sluice.simulator {
    requires jdk.httpserver;
    requires com.fasterxml.jackson.databind;

    exports sluice.simulator;
}
