package sluice.queue.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;

/** The steps of watches: a row for each setting, and one with an empty key for each step's name. */
final class StepRows {

    private static final String NAME = "";

    private final Database database;

    StepRows(Database database) {
        this.database = database;
    }

    /** Every text of a watch's steps. */
    static Stream<String> texts(Watch watch) {
        return watch.steps().stream()
                .flatMap(List::stream)
                .flatMap(step -> Stream.concat(
                        Stream.of(step.name()),
                        step.settings().values().entrySet().stream()
                                .flatMap(setting -> Stream.of(setting.getKey(), setting.getValue()))));
    }

    void save(long seq, Watch watch) {
        remove(seq);
        List<Step> steps = watch.steps().orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            int place = i;
            insert(seq, place, NAME, steps.get(i).name());
            steps.get(i).settings().values().forEach((key, value) -> insert(seq, place, key, value));
        }
    }

    private void insert(long seq, int place, String key, String value) {
        database.update(
                "INSERT INTO watch_steps (watch, place, key, value) VALUES (?, ?, ?, ?)", seq, place, key, value);
    }

    int remove(long seq) {
        return database.update("DELETE FROM watch_steps WHERE watch = ?", seq);
    }

    Map<Long, List<Step>> all() {
        Map<Long, List<Step>> steps = new HashMap<>();
        List<String> name = new ArrayList<>(1);
        Map<String, String> settings = new HashMap<>();
        long[] watch = {0};
        // The empty key comes first.
        database.each("SELECT watch, place, key, value FROM watch_steps ORDER BY watch, place, key", row -> {
            if (row.getString(3).equals(NAME)) {
                finish(steps, watch[0], name, settings);
                watch[0] = row.getLong(1);
                name.add(row.getString(4));
            } else {
                settings.put(row.getString(3), row.getString(4));
            }
            return true;
        });
        finish(steps, watch[0], name, settings);
        return steps;
    }

    private static void finish(
            Map<Long, List<Step>> steps, long watch, List<String> name, Map<String, String> settings) {
        if (!name.isEmpty()) {
            steps.computeIfAbsent(watch, _ -> new ArrayList<>()).add(new Step(name.getFirst(), new Settings(settings)));
            name.clear();
            settings.clear();
        }
    }
}
