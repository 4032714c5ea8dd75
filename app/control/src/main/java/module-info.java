/**
 * What an operator does with a bot: stored watches and watches as files, copying old posts, and the parts by which the chat and the web
 * pages reach it.
 *
 * @uses sluice.control.part.AdminChatFactory the chat, which an image may leave out
 * @uses sluice.control.part.WebServerFactory the web pages, which an image may leave out
 */
module sluice.control {
    requires transitive sluice.engine;

    exports sluice.control.part;
    exports sluice.control.posts;
    exports sluice.control.watches;

    opens sluice.control.posts to
            com.fasterxml.jackson.databind;

    uses sluice.control.part.AdminChatFactory;
    uses sluice.control.part.WebServerFactory;
}
