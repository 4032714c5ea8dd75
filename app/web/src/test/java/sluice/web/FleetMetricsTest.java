package sluice.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.control.part.FleetView;

/** {@code /metrics} of several bots. */
class FleetMetricsTest {

    @TempDir
    Path dir;

    private ServedFleet served;

    @BeforeEach
    void serve() throws IOException {
        served = ServedFleet.open(dir);
    }

    @AfterEach
    void end() {
        served.close();
    }

    /** The lines of series: the answer comes in chunks, whose lengths stand between. */
    private List<String> series(String path, String... headers) throws IOException {
        String body = served.get(path, headers).body().replaceAll("(^|\r\n)[0-9a-f]+\r\n", "");
        return body.lines().filter(line -> line.matches("[a-z].*")).toList();
    }

    @Test
    void each_series_of_a_bot_names_it_and_those_of_the_process_come_once() throws IOException {
        served.fleet.running("beta").counters().processed("w0", 5);
        List<String> series = series("/metrics");
        Set<String> without = series.stream()
                .filter(line -> !line.contains("bot=\""))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Set.of(
                        "process_cpu_seconds_total",
                        "process_max_fds",
                        "process_open_fds",
                        "process_resident_memory_bytes",
                        "process_start_time_seconds",
                        "sluice_bots",
                        "sluice_build_info",
                        "sluice_heap_limit_bytes",
                        "sluice_heap_used_bytes",
                        "sluice_resident_memory_peak_bytes",
                        "sluice_threads"),
                without);
        assertEquals(
                series.size(),
                series.stream().map(line -> line.split(" ", 2)[0]).distinct().count(),
                "nothing twice");
        assertTrue(series.contains("sluice_messages_delivered_total{bot=\"beta\"} 5.0"), series::toString);
        assertTrue(series.contains("sluice_messages_delivered_total{bot=\"alpha\"} 0.0"), series::toString);
        assertTrue(series.contains("sluice_delivery_seconds_count{bot=\"gamma\"} 0"), series::toString);
        assertTrue(
                series.contains("sluice_watch_messages_total{bot=\"beta\",outcome=\"delivered\",watch=\"w0\"} 5.0"),
                series::toString);
        assertTrue(series.contains("sluice_problems{about=\"polling\",bot=\"alpha\"} 0.0"), series::toString);
    }

    @Test
    void a_bot_has_the_same_series_as_it_has_alone() throws IOException {
        Set<String> alone = series("/bots/alpha/metrics").stream()
                .map(line -> line.split(" ", 2)[0].replace("{}", ""))
                .filter(name -> !name.matches("(process_|sluice_(build|heap|resident|threads)).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> among = series("/metrics").stream()
                .filter(line -> line.contains("bot=\"alpha\"") && !line.startsWith("sluice_bot_up"))
                .map(line -> line.split(" ", 2)[0]
                        .replaceFirst(",?bot=\"alpha\",?", "")
                        .replace("{}", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        // Where the label stood between two others, a comma is missing, and nothing else.
        assertEquals(
                alone.stream().map(name -> name.replace(",", "")).toList(),
                among.stream().map(name -> name.replace(",", "")).toList());
    }

    @Test
    void the_state_of_each_bot_shows() throws IOException {
        served.fleet.put("alpha", FleetView.State.PAUSED, "");
        served.fleet.put("beta", FleetView.State.FAILED, "the token is rejected");
        List<String> series = series("/metrics");
        assertTrue(
                series.containsAll(List.of(
                        "sluice_bots{state=\"running\"} 1.0",
                        "sluice_bots{state=\"starting\"} 0.0",
                        "sluice_bots{state=\"paused\"} 1.0",
                        "sluice_bots{state=\"failed\"} 1.0",
                        "sluice_bots{state=\"invalid\"} 0.0",
                        "sluice_bot_up{bot=\"alpha\"} 0.0",
                        "sluice_bot_up{bot=\"gamma\"} 1.0",
                        "sluice_healthy{bot=\"alpha\"} 1.0",
                        "sluice_healthy{bot=\"beta\"} 0.0",
                        "sluice_healthy{bot=\"gamma\"} 1.0")),
                series::toString);
    }

    @Test
    void open_metrics_end_once() throws IOException {
        String body = served.get("/metrics", "Accept: application/openmetrics-text; version=1.0.0")
                .body();
        assertEquals(1, body.split("# EOF", -1).length - 1);
        assertTrue(body.contains("# EOF\n\r\n0\r\n"), "behind all else");
        assertEquals(1, body.split("# TYPE sluice_polls ", -1).length - 1);
    }

    @Test
    void a_thousand_bots_have_no_series_for_each_watch_and_module() throws IOException {
        for (int i = 0; i < 1000; i++) {
            served.fleet.run("bot%03d".formatted(i)).counters().processed("w0", 1);
        }
        List.of("alpha", "beta", "gamma")
                .forEach(bot -> served.fleet.running(bot).counters().processed("w0", 1));
        List<String> series = series("/metrics");
        assertEquals(
                1003,
                series.stream()
                        .filter(line -> line.startsWith("sluice_polls_total"))
                        .count());
        for (String detail : List.of("sluice_watch_info", "sluice_watch_messages_total", "sluice_module_active")) {
            assertEquals(
                    50,
                    series.stream()
                            .filter(line -> line.startsWith(detail))
                            .map(line -> line.replaceFirst(".*bot=\"([^\"]*)\".*", "$1"))
                            .distinct()
                            .count(),
                    detail);
        }
        assertTrue(series.stream().anyMatch(line -> line.contains("sluice_watch_info{bot=\"alpha\"")));
        assertFalse(series.stream().anyMatch(line -> line.contains("sluice_watch_info{bot=\"bot999\"")));
        assertTrue(series.size() < 130 * 1003, "they are " + series.size());
    }
}
