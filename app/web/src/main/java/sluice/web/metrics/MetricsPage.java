package sluice.web.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.web.http.Page;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** {@code /metrics}, for Prometheus. Called by several threads at once. */
public final class MetricsPage implements Page {

    private final Report report;
    private final Health health;
    private final String version;

    private MetricsPage(Report report, Health health, String version) {
        this.report = report;
        this.health = health;
        this.version = version;
    }

    /**
     * Puts it into a table.
     *
     * @param pages the table to which it adds
     * @param report the figures of all modules
     * @param health whether all is well
     * @param version of this program
     * @return {@code pages}
     */
    public static Pages into(Pages pages, Report report, Health health, String version) {
        return pages.get("/metrics", new MetricsPage(report, health, version));
    }

    @Override
    public Response answer(Request request) throws IOException {
        Exposition exposition = Exposition.of(request.header("Accept").orElse(""));
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 << 10);
        exposition.write(Readings.take(report, health, version), text);
        return Response.bytes(exposition.type(), text.toByteArray());
    }
}
