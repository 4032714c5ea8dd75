package sluice.control.watches;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;
import sluice.api.Durations;
import sluice.api.Step;
import sluice.api.Watch;

/**
 * Writes watches as they are written in the configuration: what is not there has its default. Read again they are the
 * same, their ids and their order too.
 */
public final class WatchYaml {

    private WatchYaml() {}

    /** Writes watches, in their order, as a YAML text with the list {@code watches}. */
    public static String write(List<Watch> watches) {
        List<Node> entries = watches.stream().<Node>map(WatchYaml::entry).toList();
        FlowStyle style = entries.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        Node list = new SequenceNode(Tag.SEQ, entries, style);
        return serialized(mapping(List.of(new NodeTuple(plain(Tag.STR, "watches"), list))));
    }

    static MappingNode entry(Watch watch) {
        Fields fields = new Fields();
        fields.text("id", watch.id());
        fields.add("owner", plain(Tag.INT, Long.toString(watch.owner())));
        fields.add("source", plain(Tag.INT, Long.toString(watch.source())));
        fields.number("topic", watch.topic());
        fields.add(
                "destination",
                watch.destination() == watch.owner()
                        ? plain(Tag.STR, "me")
                        : plain(Tag.INT, Long.toString(watch.destination())));
        fields.number("destination-topic", watch.destinationTopic());
        fields.texts("whitelist", watch.filters().whitelist());
        fields.texts("blacklist", watch.filters().blacklist());
        fields.texts("whitelist-regex", watch.filters().whitelistRegex());
        fields.texts("blacklist-regex", watch.filters().blacklistRegex());
        if (watch.mode() == Watch.Mode.EXTRACT) {
            fields.add("mode", plain(Tag.STR, "extract"));
        }
        fields.texts("extract-patterns", watch.extractPatterns());
        fields.flag("preserve-source", watch.preserveSource(), false);
        fields.flag("record", watch.record(), false);
        if (!watch.delay().isZero()) {
            fields.add("delay", plain(Tag.STR, Durations.format(watch.delay())));
        }
        fields.flag("keep-replies", watch.keepReplies(), true);
        fields.flag("sync-edits", watch.syncEdits(), false);
        fields.flag("silent", watch.sending().silent(), false);
        fields.flag("protect", watch.sending().protect(), false);
        fields.flag("skip-repeats", watch.sending().skipRepeats(), false);
        if (!watch.name().isEmpty()) {
            fields.text("name", watch.name());
        }
        fields.flag("paused", watch.paused(), false);
        watch.steps().ifPresent(steps -> fields.add("steps", steps(steps)));
        return mapping(fields.written);
    }

    private static Node steps(List<Step> steps) {
        List<Node> items = steps.stream().map(WatchYaml::step).toList();
        return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    /** Writes the settings of a step as they stand under its name in a file; empty when there are none. */
    public static String settings(Step step) {
        return step.settings().values().isEmpty() ? "" : serialized(mapping(settingTuples(step)));
    }

    private static Node step(Step step) {
        Node name = plain(Tag.STR, step.name());
        if (step.settings().values().isEmpty()) {
            return name;
        }
        return mapping(List.of(new NodeTuple(name, mapping(settingTuples(step)))));
    }

    /** In a fixed order, so that the same watches are written the same. */
    private static List<NodeTuple> settingTuples(Step step) {
        return new TreeMap<>(step.settings().values())
                .entrySet().stream()
                        .map(setting -> new NodeTuple(plain(Tag.STR, setting.getKey()), quoted(setting.getValue())))
                        .toList();
    }

    /** Collects the keys of one watch; a record, since it is a list with a few ways to add to it. */
    private record Fields(List<NodeTuple> written) {

        Fields() {
            this(new ArrayList<>());
        }

        void add(String key, Node value) {
            written.add(new NodeTuple(plain(Tag.STR, key), value));
        }

        void text(String key, String value) {
            add(key, quoted(value));
        }

        void texts(String key, List<String> values) {
            if (!values.isEmpty()) {
                List<Node> items = values.stream().map(WatchYaml::quoted).toList();
                add(key, new SequenceNode(Tag.SEQ, items, FlowStyle.BLOCK));
            }
        }

        void number(String key, int value) {
            if (value != 0) {
                add(key, plain(Tag.INT, Integer.toString(value)));
            }
        }

        void flag(String key, boolean value, boolean otherwise) {
            if (value != otherwise) {
                add(key, plain(Tag.BOOL, Boolean.toString(value)));
            }
        }
    }

    private static MappingNode mapping(List<NodeTuple> fields) {
        return new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK);
    }

    private static Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    /** In single quotes a backslash is a backslash, but a line break is not always what it was. */
    private static Node quoted(String text) {
        boolean oneLine = text.codePoints().noneMatch(WatchYaml::needsEscape);
        ScalarStyle style = oneLine ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    private static boolean needsEscape(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    static String serialized(Node root) {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(text, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }
}
