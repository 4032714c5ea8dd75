package sluice.launcher.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sluice.base.log.Sanitizer;

/** Columns of text, each as wide as its widest cell. */
final class Table {

    private Table() {}

    /** Prints a header, and rows of the same length below it. */
    static void print(List<String> header, List<List<String>> rows, PrintStream out) {
        List<List<String>> all = Stream.concat(Stream.of(header), rows.stream())
                .map(row -> row.stream().map(Sanitizer::line).toList())
                .toList();
        int[] widths = IntStream.range(0, header.size())
                .map(i ->
                        all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
