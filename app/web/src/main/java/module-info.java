/**
 * The web pages: dashboard, notes, metrics, and what other programs ask for. Optional: an image without it forwards all the same.
 *
 * @provides sluice.control.part.WebServerFactory the server
 */
module sluice.web {
    requires sluice.control;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires jdk.httpserver;
    requires jdk.management;

    provides sluice.control.part.WebServerFactory with
            sluice.web.PagesServerFactory;
}
