/**
 * The way of a message: intake, routing, steps, queueing, delivery, recording, copying links.
 *
 * @uses sluice.engine.part.AdminChatFactory the chat, which an image may leave out
 * @uses sluice.engine.part.WebServerFactory the web pages, which an image may leave out
 */
module sluice.engine {
    requires transitive sluice.host;
    requires transitive sluice.telegram;

    exports sluice.engine.deliver;
    exports sluice.engine.intake;
    exports sluice.engine.journal;
    exports sluice.engine.notes;
    exports sluice.engine.part;
    exports sluice.engine.posts;
    exports sluice.engine.rights;
    exports sluice.engine.route;
    exports sluice.engine.steps;
    exports sluice.engine.watches;

    opens sluice.engine.posts to
            com.fasterxml.jackson.databind;

    uses sluice.engine.part.AdminChatFactory;
    uses sluice.engine.part.WebServerFactory;
}
