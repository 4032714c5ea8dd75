package sluice.chat.watches;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;

/** A watch as texts by key, so that a dialog can carry it and a single field can be set. The keys are those of the configuration. */
public final class WatchForm {

    /** Stands for no steps of its own; a list ends with a line break. */
    private static final String DEFAULT_STEPS = "default";

    private WatchForm() {}

    public static Map<String, String> of(Watch watch) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("id", watch.id());
        form.put("owner", Long.toString(watch.owner()));
        form.put("source", Long.toString(watch.source()));
        form.put("topic", Integer.toString(watch.topic()));
        form.put("destination", Long.toString(watch.destination()));
        form.put("destination-topic", Integer.toString(watch.destinationTopic()));
        form.put("whitelist", list(watch.filters().whitelist()));
        form.put("blacklist", list(watch.filters().blacklist()));
        form.put("whitelist-regex", list(watch.filters().whitelistRegex()));
        form.put("blacklist-regex", list(watch.filters().blacklistRegex()));
        form.put("mode", watch.mode().name());
        form.put("extract-patterns", list(watch.extractPatterns()));
        form.put("preserve-source", Boolean.toString(watch.preserveSource()));
        form.put("record", Boolean.toString(watch.record()));
        form.put("delay", watch.delay().toString());
        form.put("keep-replies", Boolean.toString(watch.keepReplies()));
        form.put("sync-edits", Boolean.toString(watch.syncEdits()));
        form.put("paused", Boolean.toString(watch.paused()));
        form.put("steps", watch.steps().map(WatchForm::steps).orElse(DEFAULT_STEPS));
        form.put("name", watch.name());
        form.put("silent", Boolean.toString(watch.sending().silent()));
        form.put("protect", Boolean.toString(watch.sending().protect()));
        form.put("skip-repeats", Boolean.toString(watch.sending().skipRepeats()));
        return form;
    }

    public static Watch watch(Map<String, String> form) {
        return new Watch(
                form.get("id"),
                Long.parseLong(form.get("owner")),
                Long.parseLong(form.get("source")),
                Integer.parseInt(form.get("topic")),
                Long.parseLong(form.get("destination")),
                Integer.parseInt(form.get("destination-topic")),
                new Watch.Filters(
                        entries(form.get("whitelist")),
                        entries(form.get("blacklist")),
                        entries(form.get("whitelist-regex")),
                        entries(form.get("blacklist-regex"))),
                Watch.Mode.valueOf(form.get("mode")),
                entries(form.get("extract-patterns")),
                Boolean.parseBoolean(form.get("preserve-source")),
                Boolean.parseBoolean(form.get("record")),
                Duration.parse(form.get("delay")),
                Boolean.parseBoolean(form.get("keep-replies")),
                Boolean.parseBoolean(form.get("sync-edits")),
                Boolean.parseBoolean(form.get("paused")),
                Optional.of(form.getOrDefault("steps", DEFAULT_STEPS))
                        .filter(steps -> !steps.equals(DEFAULT_STEPS))
                        .map(WatchForm::steps),
                form.getOrDefault("name", ""),
                new Watch.Sending(
                        Boolean.parseBoolean(form.get("silent")),
                        Boolean.parseBoolean(form.get("protect")),
                        Boolean.parseBoolean(form.get("skip-repeats"))));
    }

    /** The same watch with another value of one field. */
    public static Watch with(Watch watch, String key, String value) {
        Map<String, String> form = of(watch);
        if (form.put(key, value) == null) {
            throw new IllegalArgumentException("a watch has no field " + key);
        }
        return watch(form);
    }

    /** The value of one of its switches. */
    static boolean flag(Watch watch, String key) {
        return Boolean.parseBoolean(of(watch).get(key));
    }

    /** The entries of one of its lists. */
    public static List<String> list(Watch watch, Field field) {
        return entries(of(watch).get(field.key()));
    }

    /** The same watch with other entries in one of its lists. */
    public static Watch with(Watch watch, Field field, List<String> entries) {
        return with(watch, field.key(), list(entries));
    }

    private static String steps(List<Step> steps) {
        return list(steps.stream()
                .map(step -> list(Stream.concat(
                                Stream.of(step.name()),
                                new TreeMap<>(step.settings().values())
                                        .entrySet().stream().flatMap(one -> Stream.of(one.getKey(), one.getValue())))
                        .toList()))
                .toList());
    }

    private static List<Step> steps(String written) {
        return entries(written).stream()
                .map(WatchForm::entries)
                .map(parts -> {
                    Map<String, String> settings = new HashMap<>();
                    for (int i = 1; i < parts.size(); i += 2) {
                        settings.put(parts.get(i), parts.get(i + 1));
                    }
                    return new Step(parts.getFirst(), new Settings(settings));
                })
                .toList();
    }

    /** Entries end with a line break; those that contain one, which a file can have, are written without. */
    private static String list(List<String> entries) {
        return entries.stream()
                .map(entry -> entry.replace("\\", "\\\\").replace("\n", "\\n") + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> entries(String list) {
        // Not lines(): that would end a line at a carriage return too.
        return list.isEmpty()
                ? List.of()
                : Stream.of(list.substring(0, list.length() - 1).split("\n", -1))
                        .map(WatchForm::entry)
                        .toList();
    }

    private static String entry(String written) {
        StringBuilder entry = new StringBuilder(written.length());
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c == '\\') {
                at++;
                c = written.charAt(at) == 'n' ? '\n' : written.charAt(at);
            }
            entry.append(c);
        }
        return entry.toString();
    }
}
