/**
 * The bot and its command line. It names no feature module: they are discovered through the services of
 * {@code sluice.api}.
 *
 * @uses sluice.api.Cleanable memory concerns to clean
 * @uses sluice.api.StatsProvider what reports figures
 * @uses sluice.api.Deduplicator candidates for the role {@code dedup}
 * @uses sluice.api.UserStates candidates for the role {@code state}
 * @uses sluice.api.Peers candidates for the role {@code peer}
 * @uses sluice.api.MessageQueue candidates for the role {@code queue}
 * @uses sluice.api.MessageFilter steps that leave messages out
 * @uses sluice.api.MessageTransform steps that change what messages say
 * @uses sluice.api.NoteRepository notes and their files; the one that comes with the queue
 * @uses sluice.api.WatchRepository watches that outlive the process; the one that comes with the queue
 * @provides sluice.api.MessageFilter the filters that come with the bot; found like those of a plugin
 * @provides sluice.api.MessageTransform the transforms that come with the bot; found like those of a plugin
 * @provides ch.qos.logback.classic.spi.Configurator the log, on standard error or as a {@code logback.xml} says
 */
module sluice.app {
    requires sluice.api;
    requires sluice.simulator;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires okio;
    requires telegrambots.client;
    requires telegrambots.meta;
    requires org.yaml.snakeyaml;
    requires info.picocli;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires jdk.httpserver;
    requires jdk.management;
    requires org.slf4j;
    requires re2j;

    opens sluice.app.cli to
            info.picocli;
    opens sluice.app.telegram to
            com.fasterxml.jackson.databind;

    uses sluice.api.Cleanable;
    uses sluice.api.StatsProvider;
    uses sluice.api.Deduplicator;
    uses sluice.api.UserStates;
    uses sluice.api.Peers;
    uses sluice.api.MessageQueue;
    uses sluice.api.NoteRepository;
    uses sluice.api.WatchRepository;
    uses sluice.api.MessageFilter;
    uses sluice.api.MessageTransform;

    provides sluice.api.MessageFilter with
            sluice.app.builtin.MediaTypeFilter,
            sluice.app.builtin.SenderFilter;
    provides sluice.api.MessageTransform with
            sluice.app.builtin.Replace,
            sluice.app.builtin.Header,
            sluice.app.builtin.Footer,
            sluice.app.builtin.RemoveLinks;
    provides ch.qos.logback.classic.spi.Configurator with
            sluice.app.log.LogConfigurator;
}
