package sluice.bench.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import sluice.bench.Bench;
import sluice.bench.Measurement;

/**
 * Throughput and allocation of single pieces, by JMH, and the size of an entry, by JOL.
 *
 * <p>Run by a JDK: the modules on the module path, all others on the class path, where the app's own classes can be reached.
 */
public final class MicroBench {

    private static final int[] THREADS = {1, 2};

    /** What the others are compared with, by the beginning of a benchmark's name. */
    private static final String OURS = "sluice";

    /** In the bot, one thread hands in and one takes, and each filter is asked by one. */
    private static final String ONE_THREAD = "QueueBenchmark|FilterBenchmark";

    private MicroBench() {}

    /**
     * Measures, prints tables and writes {@code bench/target/micro.json}.
     *
     * @param args a regular expression for names of benchmarks, and {@code quick} for a look that measures nothing worth keeping
     * @throws RunnerException when JMH gives up
     * @throws IOException when the file cannot be written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        String filter = args.length > 0 ? args[0] : ".*";
        boolean quick = args.length > 1 && args[1].equals("quick");
        List<Measurement> speeds = new ArrayList<>();
        for (int threads : THREADS) {
            speeds.addAll(rows(run(filter, threads, quick), threads));
        }
        System.out.println(Measurement.table(speeds));
        List<Measurement> sizes = EntrySizes.measure();
        System.out.println();
        System.out.println(Measurement.table(sizes));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", sizes.stream().map(Measurement::json).toList());
        Bench.write("micro", speeds, json);
    }

    private static Iterable<RunResult> run(String which, int threads, boolean quick) throws RunnerException {
        String log = "bench/target/micro-" + threads + ".log";
        Bench.progress("threads: %d; what JMH says is in %s", threads, log);
        OptionsBuilder options = new OptionsBuilder();
        options.include(which)
                .threads(threads)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(time(quick))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(time(quick))
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .output(log);
        if (threads > 1) {
            options.exclude(ONE_THREAD);
        }
        try {
            return new Runner(options.build()).run();
        } catch (NoBenchmarksException e) {
            Bench.progress("threads: %d; none of %s", threads, which);
            return List.of();
        }
    }

    private static TimeValue time(boolean quick) {
        return quick ? TimeValue.milliseconds(100) : TimeValue.seconds(1);
    }

    /** One row for each benchmark; those that do the same work are compared with ours. */
    private static List<Measurement> rows(Iterable<RunResult> results, int threads) {
        Map<String, Measurement> ours = new LinkedHashMap<>();
        Map<Measurement, String> work = new LinkedHashMap<>();
        for (RunResult result : results) {
            Row row = Row.of(result, threads);
            Measurement measurement = new Measurement(row.work() + ": " + row.by());
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> add(measurement, iteration));
            work.put(measurement, row.work());
            if (row.by().equals(OURS)) {
                ours.put(row.work(), measurement);
            }
        }
        work.forEach((measurement, same) ->
                measurement.add("Sluice's is times", ours.get(same).median("ops/us") / measurement.median("ops/us")));
        return List.copyOf(work.keySet());
    }

    private static void add(Measurement measurement, IterationResult iteration) {
        measurement.add("ops/us", iteration.getPrimaryResult().getScore());
        measurement.add(
                "bytes/op",
                Objects.requireNonNull(iteration.getSecondaryResults().get("gc.alloc.rate.norm"), "bytes/op")
                        .getScore());
    }

    private record Row(String work, String by) {

        static Row of(RunResult result, int threads) {
            String[] names = result.getParams().getBenchmark().split("\\.", -1);
            String type = names[names.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT);
            String method = names[names.length - 1];
            var params = result.getParams();
            String others = params.getParamsKeys().stream()
                    .filter(key -> !key.equals("by"))
                    .map(key -> key + " " + params.getParam(key))
                    .collect(Collectors.joining(", "));
            boolean byParam = params.getParamsKeys().contains("by");
            String by = byParam ? params.getParam("by") : method;
            String work = type + (byParam ? " " + method : "") + (others.isEmpty() ? "" : ", " + others) + ", "
                    + threads + (threads == 1 ? " thread" : " threads");
            return new Row(work, by.toLowerCase(Locale.ROOT));
        }
    }
}
