package sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import sluice.base.json.Json;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** {@code /healthz}, {@code /livez}, {@code /readyz}, {@code /stats} and {@code /modules}: what programs ask. */
public final class StatusPages {

    private final Report report;

    private StatusPages(Report report) {
        this.report = report;
    }

    /**
     * Puts them into a table.
     *
     * @param pages the table to which it adds
     * @param report the figures of all modules
     * @param health whether all is well
     * @return {@code pages}
     */
    public static Pages into(Pages pages, Report report, Health health) {
        StatusPages status = new StatusPages(report);
        return pages.open("GET", "/healthz", request -> answer(health.problems(), request))
                .open("GET", "/livez", request -> answer(health.liveness(), request))
                .open("GET", "/readyz", request -> answer(health.readiness(), request))
                .get("/stats", _ -> status.stats())
                .get("/modules", _ -> status.modules());
    }

    /** Everybody is told what is wrong; why, only who may see the rest. */
    private static Response answer(List<Health.Problem> problems, Request request) {
        Function<Health.Problem, String> words = request.known() ? Health.Problem::toString : Health.Problem::name;
        return problems.isEmpty()
                ? Response.text(200, "ok\n")
                : Response.text(503, problems.stream().map(words).distinct().collect(Collectors.joining("\n")) + "\n");
    }

    private Response stats() throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        report.figures().forEach((name, stats) -> {
            ObjectNode member = root.putObject(name);
            stats.values().forEach((figure, value) -> member.putPOJO(figure, value));
        });
        ArrayNode troubles = root.withObject("modules").putArray("troubles");
        report.troubled().forEach(record -> ModuleJson.write(record, troubles.addObject()));
        return json(root);
    }

    private Response modules() throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("data-dir", report.dataDir().toRealPath().toString());
        ArrayNode modules = root.putArray("modules");
        report.modules().forEach(record -> ModuleJson.write(record, modules.addObject()));
        return json(root);
    }

    private Response json(ObjectNode root) throws IOException {
        String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        return Response.json(200, (text + "\n").getBytes(UTF_8));
    }
}
