/** The way of a message: intake, routing, steps, queueing, delivery, recording. */
module sluice.engine {
    requires transitive sluice.host;
    requires transitive sluice.telegram;

    exports sluice.engine.deliver;
    exports sluice.engine.intake;
    exports sluice.engine.journal;
    exports sluice.engine.notes;
    exports sluice.engine.rights;
    exports sluice.engine.route;
    exports sluice.engine.steps;
}
