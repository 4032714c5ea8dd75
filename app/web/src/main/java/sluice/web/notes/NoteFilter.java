package sluice.web.notes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.base.text.Texts;
import sluice.web.http.Request;

/**
 * The filter of a list of notes, as it stands in the address. Days are those of UTC.
 *
 * @param fields what was given, by its name: {@code q}, {@code source}, {@code from}, {@code to}
 * @param query the same for the repository
 * @param problem what could not be understood and is ignored; empty when all could
 */
record NoteFilter(Map<String, String> fields, NoteQuery query, String problem) {

    /** Times that a calendar and the repository know. */
    private static final int LAST_YEAR = 2200;

    static NoteFilter of(Request request) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : new String[] {"q", "source", "from", "to"}) {
            request.query(name).ifPresent(value -> fields.put(name, value.strip()));
        }
        StringBuilder problem = new StringBuilder();
        OptionalLong chat = OptionalLong.empty();
        if (fields.getOrDefault("source", "").matches("-?[0-9]{1,18}")) {
            chat = OptionalLong.of(Long.parseLong(fields.get("source")));
        } else if (fields.containsKey("source")) {
            problem.append(request.texts().get("page.notes.no-chat")).append(' ');
        }
        Optional<Instant> from = day(fields, "from", 0, problem, request.texts());
        Optional<Instant> before = day(fields, "to", 1, problem, request.texts());
        return new NoteFilter(
                fields,
                new NoteQuery(fields.getOrDefault("q", ""), chat, from, before),
                problem.toString().strip());
    }

    private static Optional<Instant> day(
            Map<String, String> fields, String name, int plus, StringBuilder problem, Texts texts) {
        if (!fields.containsKey(name)) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(fields.get(name));
            if (day.getYear() >= 1970 && day.getYear() <= LAST_YEAR) {
                return Optional.of(day.plusDays(plus).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            problem.append(texts.get("page.notes.day-range", LAST_YEAR)).append(' ');
        } catch (DateTimeException e) {
            problem.append(texts.get("page.notes.no-day", fields.get(name))).append(' ');
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** An address with this filter. */
    String address(String path) {
        return address(path, fields);
    }

    /** An address with this filter and one field more. */
    String address(String path, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(name, value);
        return address(path, all);
    }

    private static String address(String path, Map<String, String> fields) {
        String query = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** A place in the list, as an address carries it. */
    static String written(NoteKey key) {
        Instant date = key.date();
        return date.getEpochSecond() + "." + date.getNano() + "." + key.id();
    }

    /** The place that an address carries under a name; empty when there is none. */
    static Optional<NoteKey> key(Request request, String name) {
        return request.query(name)
                .filter(text -> text.matches("[0-9]{1,10}\\.[0-9]{1,9}\\.[0-9]{1,18}"))
                .map(text -> text.split("\\.", -1))
                .map(parts -> new NoteKey(
                        Instant.ofEpochSecond(
                                Math.min(Long.parseLong(parts[0]), 9_000_000_000L), Long.parseLong(parts[1])),
                        Long.parseLong(parts[2])));
    }
}
