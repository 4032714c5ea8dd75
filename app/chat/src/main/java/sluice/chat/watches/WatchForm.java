package sluice.chat.watches;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.api.Watch;

/** A watch as texts by key, so that a dialog can carry it and a single field can be set. The keys are those of the configuration. */
public final class WatchForm {

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
                Boolean.parseBoolean(form.get("paused")));
    }

    /** The same watch with another value of one field. */
    public static Watch with(Watch watch, String key, String value) {
        Map<String, String> form = of(watch);
        if (form.put(key, value) == null) {
            throw new IllegalArgumentException("a watch has no field " + key);
        }
        return watch(form);
    }

    /** The entries of one of its lists. */
    public static List<String> list(Watch watch, Field field) {
        return entries(of(watch).get(field.key()));
    }

    /** The same watch with other entries in one of its lists. */
    public static Watch with(Watch watch, Field field, List<String> entries) {
        return with(watch, field.key(), list(entries));
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
                : List.of(list.split("\n")).stream().map(WatchForm::entry).toList();
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
