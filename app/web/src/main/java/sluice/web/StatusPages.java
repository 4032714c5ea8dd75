package sluice.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import sluice.base.json.Json;
import sluice.host.ModuleRecord;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.web.fleet.BotHealth;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** {@code /healthz}, {@code /livez}, {@code /readyz}, {@code /stats} and {@code /modules}: what programs ask. */
final class StatusPages {

    private StatusPages() {}

    static Pages into(Pages pages, Report report, Health health) {
        return pages.open("GET", "/healthz", request -> answer(health.problems(), request))
                .open("GET", "/livez", request -> answer(health.liveness(), request))
                .open("GET", "/readyz", request -> answer(health.readiness(), request))
                .get("/stats", _ -> stats(report))
                .get("/modules", _ -> modules(report));
    }

    /** Everybody sees what is wrong; why, only those who may see the rest. */
    private static Response answer(List<Health.Problem> problems, Request request) {
        Function<Health.Problem, String> words = request.known() ? Health.Problem::toString : Health.Problem::name;
        return BotHealth.answer(problems.stream().map(words).distinct().toList());
    }

    private static Response stats(Report report) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        report.figures().forEach((name, stats) -> {
            ObjectNode member = root.putObject(name);
            stats.values().forEach((figure, value) -> member.putPOJO(figure, value));
        });
        ArrayNode troubles = root.withObject("modules").putArray("troubles");
        report.troubled().forEach(record -> write(record, troubles.addObject()));
        return json(root);
    }

    private static Response modules(Report report) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("data-dir", report.dataDir().toRealPath().toString());
        ArrayNode modules = root.putArray("modules");
        report.modules().forEach(record -> write(record, modules.addObject()));
        return json(root);
    }

    private static void write(ModuleRecord record, ObjectNode json) {
        ArrayNode roles = json.putArray("roles");
        record.roles().forEach(role -> roles.add(role.key()));
        ArrayNode services = json.putArray("services");
        record.services().forEach(services::add);
        json.put("name", record.name())
                .put("state", record.state().name().toLowerCase(Locale.ROOT))
                .put("module", record.module())
                .put("version", record.version())
                .put("from", record.origin());
        record.trouble()
                .ifPresent(trouble -> json.put("phase", trouble.phase())
                        .put("cause", trouble.cause())
                        .put("times", trouble.times())
                        .put("reason", trouble.toString()));
    }

    private static Response json(ObjectNode root) throws IOException {
        return Response.json(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
