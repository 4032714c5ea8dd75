package sluice.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import sluice.api.Bounded;
import sluice.api.Step;
import sluice.api.Watch;

/**
 * Reads the watches of the file.
 *
 * <p>A watch without an {@code id} is named after what it connects, {@code file:<source>:<destination>:<n>}, with
 * {@code :<topic>/<destination topic>} before the number when it has topics; the number counts those that have all this
 * in common. So a watch keeps its name, and the jobs that wait for it, when others are added before it.
 */
final class WatchReader {

    /** The name under which all of them stand. */
    static final String NAME = "watches";

    /** True if the admins could be read: if not, a watch without an owner is no problem of its own. */
    private final boolean adminsKnown;

    private final Optional<Long> firstAdmin;

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final Set<String> ids = new HashSet<>();

    WatchReader(boolean adminsKnown, Optional<Long> firstAdmin) {
        this.adminsKnown = adminsKnown;
        this.firstAdmin = firstAdmin;
    }

    /** The watches that are right. */
    List<Watch> read(Values.Raw raw, Problems problems, StepReader steps) {
        List<Watch> watches = new ArrayList<>();
        if (raw.node() instanceof SequenceNode sequence) {
            int number = 0;
            for (Node item : sequence.getValue()) {
                entry(NAME + "[" + ++number + "]", item, problems, steps).ifPresent(watches::add);
            }
        } else if (!YamlText.isNothing(raw.node())) {
            problems.add(raw.line(), NAME, "must be a list of watches, " + YamlText.contrast(raw.node()));
        }
        return watches;
    }

    /** Reads one watch, or reports what is wrong with it. */
    Optional<Watch> entry(String name, Node item, Problems problems, StepReader steps) {
        if (item instanceof MappingNode mapping) {
            return watch(name, mapping, problems, steps);
        }
        String message = "must hold keys and values such as `source: -1001111111111`, ";
        problems.add(YamlText.line(item), name, message + YamlText.contrast(item));
        return Optional.empty();
    }

    private Optional<Watch> watch(String name, MappingNode mapping, Problems problems, StepReader steps) {
        int before = problems.count();
        int line = YamlText.line(mapping);
        Values values = new Values(Optional.empty());
        new MappingReader(problems, name + ".", WatchKeys.ALL, Set.of(StepReader.NAME), values).read(mapping);
        boolean extracts =
                values.find(WatchKeys.MODE).filter(Watch.Mode.EXTRACT::equals).isPresent();
        boolean forwards = values.find(WatchKeys.PRESERVE_SOURCE).orElse(false) && !extracts;
        Optional<List<Step>> ownSteps = steps.read(name + ".", values.raw(), forwards);
        boolean record = values.find(WatchKeys.RECORD).orElse(false);
        Optional<Long> owner = values.find(WatchKeys.OWNER).or(() -> firstAdmin);
        if (owner.isEmpty() && !values.isWritten(WatchKeys.OWNER) && adminsKnown) {
            problems.add(line, name + ".owner", "is missing, and `admins` names nobody who could own the watch");
        }
        if (!values.isWritten(WatchKeys.SOURCE)) {
            problems.add(line, name + ".source", "is missing: " + Kinds.SOURCE.allowed());
        }
        if (!values.isWritten(WatchKeys.DESTINATION) && !record) {
            problems.add(line, name + ".destination", "is missing: " + Kinds.DESTINATION.allowed());
        }
        Optional<Long> source = values.find(WatchKeys.SOURCE);
        Optional<Long> destination = values.find(WatchKeys.DESTINATION)
                .or(() -> record ? Optional.of(Kinds.ME) : Optional.empty())
                .flatMap(chat -> chat == Kinds.ME ? owner : Optional.of(chat));
        if (source.isPresent() && source.equals(destination)) {
            int place = values.line(WatchKeys.DESTINATION, line);
            problems.add(place, name + ".destination", "must not be the source itself, `" + source.get() + "`");
        }
        if (extracts && !values.isWritten(WatchKeys.EXTRACT_PATTERNS)) {
            problems.add(values.line(WatchKeys.MODE, line), name + ".mode", "`extract` needs `extract-patterns`");
        } else if (extracts
                && problems.count() == before
                && values.list(WatchKeys.EXTRACT_PATTERNS).isEmpty()) {
            int place = values.line(WatchKeys.EXTRACT_PATTERNS, line);
            problems.add(place, name + ".extract-patterns", "must have an entry, since the mode is `extract`");
        }
        if (problems.count() > before || owner.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = values.find(WatchKeys.ID);
        if (id.filter(own -> !ids.add(own)).isPresent()) {
            problems.add(values.line(WatchKeys.ID, line), name + ".id", "another watch has it too: " + id.get());
            return Optional.empty();
        }
        NoEffect.inWatch(values, name + ".", problems);
        return Optional.of(
                watch(values, id, owner.get(), source.orElseThrow(), destination.orElseThrow(), record, ownSteps));
    }

    private Watch watch(
            Values values,
            Optional<String> id,
            long owner,
            long source,
            long destination,
            boolean record,
            Optional<List<Step>> steps) {
        int topic = values.find(WatchKeys.TOPIC).orElse(0);
        int destinationTopic = values.find(WatchKeys.DESTINATION_TOPIC).orElse(0);
        return new Watch(
                id.orElseGet(() -> id(source, topic, destination, destinationTopic)),
                owner,
                source,
                topic,
                destination,
                destinationTopic,
                new Watch.Filters(
                        values.list(WatchKeys.WHITELIST),
                        values.list(WatchKeys.BLACKLIST),
                        values.list(WatchKeys.WHITELIST_REGEX),
                        values.list(WatchKeys.BLACKLIST_REGEX)),
                values.get(WatchKeys.MODE),
                values.list(WatchKeys.EXTRACT_PATTERNS),
                values.get(WatchKeys.PRESERVE_SOURCE),
                record,
                values.get(WatchKeys.DELAY),
                values.get(WatchKeys.KEEP_REPLIES),
                values.get(WatchKeys.SYNC_EDITS),
                values.get(WatchKeys.PAUSED),
                steps,
                values.find(WatchKeys.NAME).orElse(""),
                new Watch.Sending(
                        values.get(WatchKeys.SILENT),
                        values.get(WatchKeys.PROTECT),
                        values.get(WatchKeys.SKIP_REPEATS)));
    }

    private String id(long source, int topic, long destination, int destinationTopic) {
        String topics = topic == 0 && destinationTopic == 0 ? "" : ":" + topic + "/" + destinationTopic;
        String common = "file:" + source + ":" + destination + topics;
        int number = 1;
        while (!ids.add(common + ":" + number)) {
            number++;
        }
        return common + ":" + number;
    }
}
