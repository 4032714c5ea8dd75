/**
 * The foundation of all other modules of the bot: time, the log with its redaction, texts, JSON, and message content.
 *
 * @provides ch.qos.logback.classic.spi.Configurator the log, on standard error or as a {@code logback.xml} says
 */
module sluice.base {
    requires transitive sluice.api;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.slf4j;

    exports sluice.base.collection;
    exports sluice.base.content;
    exports sluice.base.file;
    exports sluice.base.json;
    exports sluice.base.log;
    exports sluice.base.text;
    exports sluice.base.time;

    provides ch.qos.logback.classic.spi.Configurator with
            sluice.base.log.LogConfigurator;
}
