package sluice.web.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes samples as text: as Prometheus reads it, or OpenMetrics for who asks for that. */
final class Exposition {

    private final ExpositionFormatWriter writer;

    private Exposition(ExpositionFormatWriter writer) {
        this.writer = writer;
    }

    /**
     * The format for a client.
     *
     * @param accept its header, empty when it has none
     */
    static Exposition of(String accept) {
        ExpositionFormatWriter open = OpenMetricsTextFormatWriter.create();
        return new Exposition(open.accepts(accept) ? open : PrometheusTextFormatWriter.create());
    }

    String type() {
        return writer.getContentType();
    }

    void write(List<Sample> samples, OutputStream out) throws IOException {
        Map<Family, List<Sample>> families = samples.stream()
                .collect(Collectors.groupingBy(Sample::family, LinkedHashMap::new, Collectors.toList()));
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        families.forEach((family, values) -> snapshots.metricSnapshot(snapshot(family, values)));
        writer.write(out, snapshots.build(), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    private static MetricSnapshot snapshot(Family family, List<Sample> samples) {
        return switch (family.kind()) {
            case COUNTER -> {
                CounterSnapshot.Builder counter = CounterSnapshot.builder()
                        .name(family.name().replaceFirst("_total$", ""))
                        .help(family.help());
                samples.forEach(sample -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels(sample))
                        .value(sample.value())
                        .build()));
                yield counter.build();
            }
            case GAUGE -> {
                GaugeSnapshot.Builder gauge =
                        GaugeSnapshot.builder().name(family.name()).help(family.help());
                samples.forEach(sample -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels(sample))
                        .value(sample.value())
                        .build()));
                yield gauge.build();
            }
            case INFO -> {
                InfoSnapshot.Builder info = InfoSnapshot.builder()
                        .name(family.name().replaceFirst("_info$", ""))
                        .help(family.help());
                samples.forEach(sample -> info.dataPoint(
                        InfoDataPointSnapshot.builder().labels(labels(sample)).build()));
                yield info.build();
            }
        };
    }

    private static Labels labels(Sample sample) {
        return Labels.of(sample.family().labels(), sample.labels());
    }
}
