package sluice.bench.micro;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import sluice.api.Watch;
import sluice.config.filter.Filter;
import sluice.config.filter.MessageTexts;

/** A post of 300 characters against a blacklist of which nothing matches: the whole text is looked at. */
@State(Scope.Benchmark)
public class FilterBenchmark {

    private static final String SENTENCE = "The river gate opens at six and closes when the water is high enough. ";
    private static final int LENGTH = 300;

    /** How many. */
    @Param({"1", "10", "100"})
    public int keywords;

    private Filter filter;
    private List<String> words;
    private String text;

    /** Makes words that do not occur, although many of them begin as words of the text do. */
    @Setup
    public void create() {
        text = SENTENCE.repeat(5).substring(0, LENGTH);
        words = IntStream.range(0, keywords)
                .mapToObj(i -> SENTENCE.charAt(i % SENTENCE.length()) + "offer" + i)
                .toList();
        filter = new Filter(new Watch.Filters(List.of(), words, List.of(), List.of()));
        words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** The filter of a watch. */
    @Benchmark
    public boolean sluice() {
        return filter.judge(MessageTexts.of(text)).passes();
    }

    /** What one writes first. */
    @Benchmark
    public boolean eachWordInTurn() {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().noneMatch(lower::contains);
    }
}
