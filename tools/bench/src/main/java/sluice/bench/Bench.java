package sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Measures the image and prints a table; the figures are written as JSON too. Ratios count: the machine is named beside them. */
public final class Bench {

    private static final String USAGE = """
            Usage: tools/bench/run COMMAND [--http | --http2]     over https unless told otherwise; --http2 needs nginx
                   tools/bench/run micro [FILTER [quick]]        dedup, queue and filters, beside what one would take instead
                   tools/bench/run intake [UPDATES [ROUNDS]]     matching updates received, by the durable queue and the one in memory
                   tools/bench/run forward [MESSAGES [ROUNDS]]   messages copied, by 1 to 1,000 watches, texts and albums
                   tools/bench/run footprint [UPDATES]           memory after 20,000 messages and after many more, and room on the disk
                   tools/bench/run fleet [FORWARDS [MOST-BOTS]]  memory and more of 1, 10, 100 and 1,000 bots in one process
                   tools/bench/run isolation [SECONDS]           what 49 bots of a process notice of one in trouble
                   tools/bench/run machines [FORWARDS [ROUNDS [IDLE-BOTS]]]
                                                           bots that several machines share by PostgreSQL (Debian: postgresql)
                   tools/bench/run compare [MESSAGES [ROUNDS [HELD [SECONDS]]]]
                                                           the same work by other bots; HELD updates while each send takes 20 ms
                   tools/bench/run soak [--hours H | --minutes M] [--every SECONDS] [--rate MESSAGES-A-SECOND]
                                                           hours of mixed traffic with faults; fails on growth
            """;

    private static final Set<String> COMMANDS =
            Set.of("intake", "forward", "footprint", "fleet", "isolation", "machines", "compare", "soak");

    private Bench() {}

    /**
     * Runs one measurement.
     *
     * @param args which, and how much
     * @throws IOException when a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        List<String> words = new ArrayList<>(List.of(args));
        Transport.Protocol protocol = Transport.Protocol.take(words);
        if (words.isEmpty() || !COMMANDS.contains(words.getFirst())) {
            usage();
        }
        boolean well;
        try (Transport transport = new Transport(protocol)) {
            well = run(words, transport);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(List<String> words, Transport transport) throws IOException {
        String command = words.getFirst();
        if (command.equals("soak")) {
            return new SoakBench(transport, SoakOptions.parse(words)).run();
        }
        List<Measurement> measurements = switch (command) {
            case "intake" -> new IntakeBench(transport, number(words, 1, 100_000), number(words, 2, 5)).run();
            case "forward" -> new ForwardBench(transport, number(words, 1, 20_000), number(words, 2, 5)).run();
            case "footprint" -> new FootprintBench(transport, number(words, 1, 1_000_000)).run();
            case "fleet" -> new FleetBench(transport, number(words, 1, 100_000), number(words, 2, 1_000)).run();
            case "isolation" -> new IsolationBench(transport, number(words, 1, 60)).run();
            case "machines" ->
                new MachinesBench(transport, number(words, 1, 20_000), number(words, 2, 3), number(words, 3, 1_000))
                        .run();
            default ->
                new CompareBench(
                                transport,
                                number(words, 1, 20_000),
                                number(words, 2, 5),
                                number(words, 3, 200_000),
                                Duration.ofSeconds(number(words, 4, 60)))
                        .run();
        };
        System.out.println(
                command.equals("compare") ? CompareBench.tables(measurements) : Measurement.table(measurements));
        System.out.println("over " + transport);
        write(command, measurements, Map.of("protocol", transport.toString()));
        return true;
    }

    /**
     * Writes {@code tools/bench/target/NAME.json} and says where the figures were taken.
     *
     * @param name of the command
     * @param measurements the figures
     * @param others further results
     * @throws IOException when the file cannot be written
     */
    public static void write(String name, List<Measurement> measurements, Map<String, Object> others)
            throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine());
        json.put("measurements", measurements.stream().map(Measurement::json).toList());
        json.putAll(others);
        Path file = Path.of("tools", "bench", "target", name + ".json");
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        System.out.println("machine: " + machine() + "; as JSON: " + file);
    }

    static void usage() {
        System.err.print(USAGE);
        System.exit(2);
    }

    /** Unpacks the plugin that a module's build has left in a folder. */
    static void unpack(Path target, Path plugins) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            Path plugin = files.filter(file -> file.toString().endsWith("-plugin.tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no plugin in " + target));
            int code = new ProcessBuilder("tar", "-xzf", plugin.toString(), "-C", plugins.toString())
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (code != 0) {
                throw new IOException("tar ended with " + code);
            }
        }
    }

    private static int number(List<String> words, int index, int otherwise) {
        return words.size() > index ? Integer.parseInt(words.get(index)) : otherwise;
    }

    static String machine() throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        return Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version() + ", load average "
                + load;
    }

    /**
     * Says that something goes on, for whoever waits.
     *
     * @param text a format
     * @param values its values
     */
    public static void progress(String text, Object... values) {
        System.err.printf(Locale.ROOT, text + "%n", values);
    }

    /** A duration in seconds. */
    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
