package sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures the image and prints a table; the figures are written as JSON too. Ratios count: the machine is named beside them. */
public final class Bench {

    private static final String USAGE = """
            Usage: bench/run intake [UPDATES [ROUNDS]]    matching updates taken in, by the durable queue and the one in memory
                   bench/run forward [MESSAGES [ROUNDS]]  messages copied, from 1 channel to 1, and from 100 to 100
            """;

    private Bench() {}

    /**
     * Runs one measurement.
     *
     * @param args which, and how much
     * @throws IOException when a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        int amount = number(args, 1, args[0].equals("intake") ? 100_000 : 20_000);
        int rounds = number(args, 2, 5);
        List<Measurement> measurements = switch (args[0]) {
            case "intake" -> new IntakeBench(amount, rounds).run();
            case "forward" -> new ForwardBench(amount, rounds).run();
            default -> {
                System.err.print(USAGE);
                System.exit(2);
                yield List.of();
            }
        };
        System.out.println(Measurement.table(measurements));
        write(args[0], measurements, Map.of());
    }

    /**
     * Writes {@code bench/target/NAME.json} and says where the figures were taken.
     *
     * @param name of the command
     * @param measurements the figures
     * @param others what else is told
     * @throws IOException when the file cannot be written
     */
    public static void write(String name, List<Measurement> measurements, Map<String, Object> others)
            throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine());
        json.put("measurements", measurements.stream().map(Measurement::json).toList());
        json.putAll(others);
        Path file = Path.of("bench", "target", name + ".json");
        Files.writeString(
                file,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
        System.out.println("machine: " + machine() + "; as JSON: " + file);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static String machine() throws IOException {
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
