package sluice.app.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import sluice.app.http.Page;
import sluice.app.http.Pages;
import sluice.app.http.Request;
import sluice.app.http.Response;
import sluice.app.status.Health;
import sluice.app.status.Report;

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
     * @param pages the table
     * @param report the figures
     * @param health whether all is well
     * @param version of this program
     * @return the same table
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
