/**
 * The bot and its command line. It names no feature module: they are discovered through the services of
 * {@code sluice.api}.
 *
 * @uses sluice.api.Cleanable the memory concerns to clean
 */
module sluice.app {
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.github.benmanes.caffeine;
    requires info.picocli;
    requires jdk.httpserver;
    requires jdk.management;
    requires okhttp3;
    requires org.slf4j;
    requires re2j;
    requires sluice.api;
    requires sluice.simulator;
    requires telegrambots.meta;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;

    opens sluice.app to
            info.picocli;

    uses sluice.api.Cleanable;

    provides ch.qos.logback.classic.spi.Configurator with
            sluice.app.ConsoleLog;
}
