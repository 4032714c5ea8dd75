package sluice.web.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.control.part.BotView;
import sluice.control.part.FleetView;
import sluice.host.status.DeliveryTimes;
import sluice.web.http.Request;
import sluice.web.http.Response;
import sluice.web.metrics.Readings.Sample;

/** The answer at {@code /metrics}: text as Prometheus reads it, or OpenMetrics for clients that ask for that. */
public final class Exposition {

    /** Bots whose watches, modules, steps and cleanups have series of their own, where a process has several. */
    static final int DETAILED_BOTS = 50;

    /** The label that tells bots apart. */
    private static final String BOT = "bot";

    /** The last line of OpenMetrics. */
    private static final byte[] END = "# EOF\n".getBytes(US_ASCII);

    private final ExpositionFormatWriter writer;
    private final boolean open;

    private Exposition(Request request) {
        ExpositionFormatWriter ofOpen = OpenMetricsTextFormatWriter.create();
        open = ofOpen.accepts(request.header("Accept").orElse(""));
        writer = open ? ofOpen : PrometheusTextFormatWriter.create();
    }

    /**
     * Answers for a process with one bot.
     *
     * @param titles the title of a chat; empty while it is not known
     */
    public static Response answer(Request request, BotView bot, LongFunction<String> titles) throws IOException {
        Exposition exposition = new Exposition(request);
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        snapshots.metricSnapshot(deliveries(Map.of("", bot.report().times())));
        Stream.concat(Readings.ofProcess(bot.version()).stream(), Readings.ofBot("", bot, titles, true).stream())
                .collect(Collectors.groupingBy(Sample::family, LinkedHashMap::new, Collectors.toList()))
                .forEach((family, samples) -> snapshots.metricSnapshot(snapshot(family, samples)));
        return Response.bytes(exposition.writer.getContentType(), exposition.written(snapshots.build()));
    }

    /**
     * Answers for a process with several bots. The values are taken at once; their text, which is far longer, is made a metric at a time
     * while it is sent.
     *
     * @param titles the titles of a bot's chats
     */
    public static Response answer(
            Request request,
            FleetView fleet,
            BiFunction<String, BotView, LongFunction<String>> titles,
            String version,
            Instant now) {
        List<FleetView.Entry> bots = fleet.bots();
        List<Sample> all = new ArrayList<>(Readings.ofProcess(version));
        all.addAll(Readings.ofAll(fleet, bots, now));
        Map<String, DeliveryTimes> times = new LinkedHashMap<>();
        for (FleetView.Entry bot : bots) {
            bot.view().ifPresent(view -> {
                boolean detailed = times.size() < DETAILED_BOTS;
                LongFunction<String> ofChats = detailed ? titles.apply(bot.name(), view) : _ -> "";
                all.addAll(Readings.ofBot(bot.name(), view, ofChats, detailed));
                times.put(bot.name(), view.report().times());
            });
        }
        Map<Family, List<Sample>> metrics =
                all.stream().collect(Collectors.groupingBy(Sample::family, LinkedHashMap::new, Collectors.toList()));
        Exposition exposition = new Exposition(request);
        return Response.stream(exposition.writer.getContentType(), Optional.empty(), out -> {
            for (Map.Entry<Family, List<Sample>> metric : metrics.entrySet()) {
                exposition.write(snapshot(metric.getKey(), metric.getValue()), out);
            }
            exposition.write(deliveries(times), out);
            if (exposition.open) {
                out.write(END);
            }
        });
    }

    /** Writes one of several metrics: the end is behind the last only. */
    private void write(MetricSnapshot metric, OutputStream out) throws IOException {
        byte[] text = written(MetricSnapshots.of(metric));
        out.write(text, 0, text.length - (open ? END.length : 0));
    }

    private byte[] written(MetricSnapshots snapshots) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 << 10);
        writer.write(text, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
        return text.toByteArray();
    }

    private static MetricSnapshot deliveries(Map<String, DeliveryTimes> bots) {
        List<HistogramDataPointSnapshot> points = new ArrayList<>();
        bots.forEach((bot, times) -> points.add(new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(DeliveryTimes.BOUNDS, times.counts()),
                times.sum(),
                labels(bot, Labels.EMPTY),
                Exemplars.EMPTY,
                0)));
        return new HistogramSnapshot(new MetricMetadata(Catalog.DELIVERY.name(), Catalog.DELIVERY.help()), points);
    }

    private static Labels labels(String bot, Labels labels) {
        return bot.isEmpty() ? labels : Labels.of(BOT, bot).merge(labels);
    }

    private static MetricSnapshot snapshot(Family family, List<Sample> samples) {
        MetricMetadata metadata = new MetricMetadata(family.name().replaceFirst("_(total|info)$", ""), family.help());
        return switch (family.kind()) {
            // A plugin may give a figure below zero, which no counter may have.
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        points(
                                samples,
                                (value, labels) -> new CounterDataPointSnapshot(Math.max(0, value), labels, null, 0)));
            case GAUGE ->
                new GaugeSnapshot(
                        metadata, points(samples, (value, labels) -> new GaugeDataPointSnapshot(value, labels, null)));
            case HISTOGRAM -> throw new IllegalArgumentException(family.name() + " has no single values");
            case INFO -> new InfoSnapshot(metadata, points(samples, (_, labels) -> new InfoDataPointSnapshot(labels)));
        };
    }

    private static <T> List<T> points(List<Sample> samples, BiFunction<Double, Labels, T> point) {
        return samples.stream()
                .map(sample -> point.apply(
                        sample.value(),
                        labels(sample.bot(), Labels.of(sample.family().labels(), sample.labels()))))
                .toList();
    }
}
