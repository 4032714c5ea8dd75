package sluice.config.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sluice.api.Bounded;

/**
 * Takes out of a text what the extract patterns of a watch match. This class is immutable and thread-safe.
 *
 * <p>The whole match counts, whatever groups a pattern has. The matches of the first pattern come first, each pattern's
 * in the order of the text.
 */
public final class Extractor {

    @Bounded("Filter.MAX_EXPRESSIONS")
    private final List<Pattern> patterns;

    /**
     * Compiles extract patterns.
     *
     * @param patterns regular expressions; may be empty
     * @throws FilterException if one of them cannot be used, or there are more than {@link Filter#MAX_EXPRESSIONS}
     */
    public Extractor(List<String> patterns) {
        this.patterns = Expressions.compileAll(Filter.limited(patterns, Filter.MAX_EXPRESSIONS));
    }

    /**
     * Extracts from a message, or from an album as a whole.
     *
     * @param texts the text or the captions, in order
     * @return the matches, one per line, without repeats; empty if there are none but blank ones
     */
    public Optional<String> extract(List<String> texts) {
        Set<String> matches = new LinkedHashSet<>();
        for (Pattern pattern : patterns) {
            for (String text : texts) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    if (TextPieces.isVisible(matcher.group())) {
                        matches.add(matcher.group());
                    }
                }
            }
        }
        return matches.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", matches));
    }
}
