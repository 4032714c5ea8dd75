package sluice.control.watches;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import sluice.api.Watch;
import sluice.config.Problem;
import sluice.config.WatchEntries;

/**
 * Reads the Python bot's {@code watch_config.json}: user id to watch key to an object, or in older files to a destination,
 * where the key is the source. Each entry is translated into the keys of the configuration and checked as such.
 *
 * <p>A watch gets the id {@code import:<user>:<watch key>}, so that the same file always means the same watches.
 */
final class PythonWatches {

    private static final String ID = "id";
    private static final String OWNER = "owner";

    /** A class or a boundary that Python understands of all scripts. */
    private static final Pattern ASCII_ONLY = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[wWdDsSbB]");

    private final WatchEntries entries;

    PythonWatches(Path file) {
        entries = new WatchEntries(file, Optional.empty());
    }

    /** All entries in the order of the file. */
    List<Entry> read(MappingNode root) {
        List<Entry> result = new ArrayList<>();
        Map<String, List<Member>> byName = new LinkedHashMap<>();
        for (NodeTuple user : root.getValue()) {
            String owner = text(user.getKeyNode());
            if (user.getValueNode() instanceof MappingNode watches) {
                for (NodeTuple watch : watches.getValue()) {
                    Member member = new Member(user.getKeyNode(), watch.getKeyNode(), watch.getValueNode());
                    byName.computeIfAbsent(member.name(), _ -> new ArrayList<>())
                            .add(member);
                }
            } else {
                String type = PythonField.typeOf(user.getValueNode());
                result.add(new Entry.Wrong(owner, "must be an object of the user's watches, not " + type));
            }
        }
        byName.values().stream().map(this::entry).forEach(result::add);
        return result;
    }

    private record Member(Node user, Node key, Node value) {

        String name() {
            return text(user) + "/" + text(key);
        }
    }

    private Entry entry(List<Member> same) {
        Member member = same.getFirst();
        if (same.size() > 1) {
            return new Entry.Wrong(
                    member.name(), "is given " + same.size() + " times, and it is not known which counts");
        }
        List<NodeTuple> fields = new ArrayList<>();
        fields.add(field(OWNER, member.user(), text(member.user())));
        fields.add(field(ID, member.key(), "import:" + text(member.user()) + ":" + text(member.key())));
        return switch (member.value()) {
            case MappingNode object -> translated(member, object, fields);
            case Node value
            when PythonField.isText(value) -> {
                fields.add(field(PythonField.SOURCE.key(), member.key(), text(member.key())));
                fields.add(field(PythonField.DEST.key(), value, text(value)));
                yield checked(member, fields, List.of());
            }
            default ->
                new Entry.Wrong(
                        member.name(),
                        "must be an object, or in older files a destination, not "
                                + PythonField.typeOf(member.value()));
        };
    }

    private Entry translated(Member member, MappingNode object, List<NodeTuple> fields) {
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (NodeTuple tuple : object.getValue()) {
            String name = text(tuple.getKeyNode());
            Node value = tuple.getValueNode();
            PythonField.of(name)
                    .ifPresentOrElse(
                            field -> {
                                field.problem(value).ifPresent(problems::add);
                                if (!PythonField.isNull(value)) {
                                    fields.add(new NodeTuple(scalar(tuple.getKeyNode(), field.key()), value));
                                }
                            },
                            () -> notes.add("the field `" + name + "` is not known and is ignored"));
        }
        return problems.isEmpty()
                ? checked(member, fields, notes)
                : new Entry.Wrong(member.name(), String.join("; ", problems));
    }

    private Entry checked(Member member, List<NodeTuple> fields, List<String> notes) {
        Node place = member.key();
        Node node = new MappingNode(Tag.MAP, true, fields, place.getStartMark(), place.getEndMark(), FlowStyle.BLOCK);
        return WatchFile.entry(
                entries.entry(member.name(), node),
                watch -> allNotes(watch, notes),
                problem -> reason(member, problem));
    }

    private static String reason(Member member, Problem problem) {
        String key = WatchFile.within(member.name(), problem.key());
        String name = switch (key) {
            case OWNER -> "the user";
            case ID -> "the watch's key";
            default -> PythonField.nameOf(key);
        };
        return name + ": " + PythonField.inItsOwnWords(problem.message());
    }

    private static List<String> allNotes(Watch watch, List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        Stream.of(watch.filters().whitelistRegex(), watch.filters().blacklistRegex(), watch.extractPatterns())
                .flatMap(List::stream)
                .filter(expression -> ASCII_ONLY.matcher(expression).find())
                .findFirst()
                .ifPresent(expression -> all.add("`\\w`, `\\d`, `\\s` and `\\b` know ASCII only here, as in `"
                        + expression + "`; for all scripts write `[\\p{L}\\p{N}_]`, `\\p{Nd}`"));
        return all;
    }

    private static NodeTuple field(String key, Node place, String value) {
        return new NodeTuple(scalar(place, key), scalar(place, value));
    }

    private static ScalarNode scalar(Node place, String text) {
        return new ScalarNode(
                Tag.STR, text, place.getStartMark(), place.getEndMark(), ((ScalarNode) place).getScalarStyle());
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }
}
