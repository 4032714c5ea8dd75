package sluice.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import sluice.api.SettingsException;
import sluice.api.Watch;

/**
 * Reads watches one by one, with the keys and the checks of the configuration: what is wrong with one keeps no other out.
 * For one thread.
 */
public final class WatchEntries {

    private final Path file;
    private final WatchReader reader;

    /**
     * One watch of a file.
     *
     * @param name its place in the file, such as {@code watches[2]}
     * @param watch the watch; empty if something is wrong with it
     * @param problems the problems; the key of each begins with the name
     */
    public record Entry(String name, Optional<Watch> watch, List<Problem> problems) {

        public Entry {
            requireNonNull(name, "name");
            requireNonNull(watch, "watch");
            problems = List.copyOf(problems);
        }
    }

    /** The result of reading a file as a whole. */
    public sealed interface Parsed {

        /** A file with a list of watches, in its order. */
        record Entries(List<Entry> entries) implements Parsed {}

        /**
         * A file without a list of watches.
         *
         * @param problems the reasons; at least one
         */
        record Unusable(List<Problem> problems) implements Parsed {}
    }

    /**
     * A reader for one file, which gives each watch an id of its own.
     *
     * @param file the name for problems
     * @param owner the owner of watches that name none; empty for nobody
     */
    public WatchEntries(Path file, Optional<Long> owner) {
        this.file = requireNonNull(file, "file");
        this.reader = new WatchReader(true, owner);
    }

    /**
     * Reads one watch.
     *
     * @param name its place in the file
     * @param node its YAML, with the keys of the configuration
     */
    public Entry entry(String name, Node node) {
        Problems problems = new Problems(file);
        Optional<Watch> watch = reader.entry(name, node, problems, new StepReader(problems));
        return new Entry(name, watch, problems.byLine());
    }

    /**
     * Reads one watch whose keys and values come from elsewhere, and its steps from a text.
     *
     * @param name its name in problems
     * @param fields its keys and values, as nodes of texts and lists
     * @param steps a list of steps in YAML; blank for the default steps. A problem without a key is of these
     * @param place where it stands, for problems
     */
    public Entry entry(String name, List<NodeTuple> fields, String steps, Mark place) {
        Problems problems = new Problems(file);
        List<NodeTuple> all = new ArrayList<>(fields);
        if (!steps.isBlank()) {
            YamlText.read(StepReader.NAME + ":\n" + steps.indent(2), problems)
                    .ifPresent(mapping -> all.addAll(mapping.getValue()));
        }
        Node node = new MappingNode(Tag.MAP, true, all, place, place, DumperOptions.FlowStyle.BLOCK);
        Optional<Watch> watch = reader.entry(name, node, problems, new StepReader(problems));
        return new Entry(name, problems.count() > 0 ? Optional.empty() : watch, problems.byLine());
    }

    /**
     * Reads the list {@code watches} of a YAML text. Nothing else in it is read but {@code admins}, the first of whom
     * owns the watches that name no owner.
     *
     * @param file the name for problems
     * @param owner the owner of them if there are no {@code admins}
     */
    public static Parsed parse(Path file, String yaml, Optional<Long> owner) {
        Problems problems = new Problems(file);
        Optional<MappingNode> root = YamlText.read(yaml, problems);
        if (problems.count() == 0) {
            List<Node> lists =
                    root.map(mapping -> valuesOf(WatchReader.NAME, mapping)).orElse(List.of());
            if (lists.size() == 1 && lists.getFirst() instanceof SequenceNode list) {
                return new Parsed.Entries(new WatchEntries(
                                file, root.flatMap(WatchEntries::firstAdmin).or(() -> owner))
                        .entries(list));
            } else if (lists.size() == 1 && YamlText.isNothing(lists.getFirst())) {
                return new Parsed.Entries(List.of());
            } else if (lists.isEmpty()) {
                problems.addForFile("holds no list `watches`, and is no `watch_config.json` either");
            } else if (lists.size() > 1) {
                problems.add(YamlText.line(lists.get(1)), WatchReader.NAME, "is given twice");
            } else {
                Node node = lists.getFirst();
                String message = "must be a list of watches, " + YamlText.contrast(node);
                problems.add(YamlText.line(node), WatchReader.NAME, message);
            }
        }
        return new Parsed.Unusable(problems.byLine());
    }

    private List<Entry> entries(SequenceNode list) {
        List<Entry> entries = new ArrayList<>();
        for (Node node : list.getValue()) {
            entries.add(entry(WatchReader.NAME + "[" + (entries.size() + 1) + "]", node));
        }
        return entries;
    }

    /** Returns the values that a mapping has under a key; empty when it lacks the key. */
    private static List<Node> valuesOf(String name, MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .toList();
    }

    private static Optional<Long> firstAdmin(MappingNode root) {
        return valuesOf(Keys.ADMINS.name(), root).stream()
                .flatMap(node -> node instanceof SequenceNode list ? list.getValue().stream() : List.of(node).stream())
                .findFirst()
                .flatMap(node -> node instanceof ScalarNode admin ? userId(admin.getValue()) : Optional.empty());
    }

    /** Admins that are wrong are the configuration's problem; here they only cannot be owners. */
    private static Optional<Long> userId(String text) {
        try {
            return Optional.of(Kinds.USER_ID.parse(text));
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }
}
