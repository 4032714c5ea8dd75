package sluice.control.watches;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import sluice.api.Watch;
import sluice.config.Problem;
import sluice.config.SourceFile;
import sluice.config.WatchEntries;

/**
 * Reads watches from a file: YAML with a list {@code watches}, as it is exported and as it stands in a configuration, or
 * the Python bot's {@code watch_config.json}. Which of them it is shows what stands in it, not by its name.
 */
public final class WatchFile {

    /** The result of reading a file as a whole. */
    public sealed interface Content {

        /** It holds watches. */
        record Entries(List<Entry> entries) implements Content {}

        /**
         * A file in which nothing can be read.
         *
         * @param problems why, a line each; at least one
         */
        record Unusable(List<String> problems) implements Content {}
    }

    private final Path file;
    private final Optional<Long> owner;

    private WatchFile(Path file, Optional<Long> owner) {
        this.file = file;
        this.owner = owner;
    }

    /** Reads a file: its entries, or why there are none. The owner has the watches for which the file names nobody. */
    public static Content read(Path file, Optional<Long> owner) {
        return switch (SourceFile.read(file, SourceFile.MAX_IMPORTED_BYTES)) {
            case SourceFile.Content.Text(String text) -> new WatchFile(file, owner).parse(text);
            case SourceFile.Content.Unreadable(int line, String why) ->
                unusable(List.of(new Problem(file, line, "", why)));
        };
    }

    private Content parse(String text) {
        return text.stripLeading().startsWith("{") ? json(text) : yaml(text);
    }

    private Content json(String text) {
        try {
            Node root = JsonTree.read(text);
            if (root instanceof MappingNode mapping && !hasWatches(mapping)) {
                return new Content.Entries(new PythonWatches(file).read(mapping));
            }
            return yaml(text);
        } catch (JsonProcessingException e) {
            // YAML may begin with a brace too.
            return yaml(text) instanceof Content.Entries entries ? entries : notJson(e);
        }
    }

    private static boolean hasWatches(MappingNode mapping) {
        return mapping.getValue().stream()
                .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("watches"));
    }

    private Content notJson(JsonProcessingException e) {
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        String where =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        String why = e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(start marker.*", "");
        return unusable(List.of(new Problem(file, line, "", "is not valid JSON" + where + ": " + why)));
    }

    private Content yaml(String text) {
        return switch (WatchEntries.parse(file, text, owner)) {
            case WatchEntries.Parsed.Unusable(List<Problem> problems) -> unusable(problems);
            case WatchEntries.Parsed.Entries(List<WatchEntries.Entry> entries) ->
                new Content.Entries(entries.stream()
                        .map(read -> entry(read, _ -> List.of(), problem -> reason(read.name(), problem)))
                        .toList());
        };
    }

    private static Content unusable(List<Problem> problems) {
        return new Content.Unusable(problems.stream().map(Problem::toString).toList());
    }

    /** An entry that was read, with notes about its watch, or with its problems in words. */
    static Entry entry(WatchEntries.Entry read, Function<Watch, List<String>> notes, Function<Problem, String> words) {
        return read.watch()
                .<Entry>map(watch -> new Entry.Right(read.name(), watch, notes.apply(watch)))
                .orElseGet(() -> new Entry.Wrong(
                        read.name(), read.problems().stream().map(words).collect(Collectors.joining("; "))));
    }

    private static String reason(String name, Problem problem) {
        String key = within(name, problem.key());
        return "line " + problem.line() + ": " + (key.isEmpty() ? "" : key + ": ") + problem.message();
    }

    /** The key inside an entry. */
    static String within(String name, String key) {
        return key.startsWith(name + ".") ? key.substring(name.length() + 1) : "";
    }
}
