package sluice.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import sluice.host.ModuleRecord;

/** Writes a module as JSON, in {@code /modules} and {@code /stats}. */
final class ModuleJson {

    private ModuleJson() {}

    static void write(ModuleRecord record, ObjectNode json) {
        ArrayNode roles = json.putArray("roles");
        record.roles().forEach(role -> roles.add(role.key()));
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
}
