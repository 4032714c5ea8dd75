package sluice.store;

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

    private final Query insert;
    private final Query delete;
    private final Query all;

    StepRows(Database database) {
        insert = database.query("INSERT INTO watch_steps (watch, place, key, value) VALUES (?, ?, ?, ?)");
        delete = database.query("DELETE FROM watch_steps WHERE watch = ?");
        // The empty key comes first.
        all = database.query("SELECT watch, place, key, value FROM watch_steps ORDER BY watch, place, key");
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
        delete.update(seq);
        List<Step> steps = watch.steps().orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            int place = i;
            insert.update(seq, place, NAME, steps.get(i).name());
            steps.get(i).settings().values().forEach((key, value) -> insert.update(seq, place, key, value));
        }
    }

    int remove(long seq) {
        return delete.update(seq);
    }

    Map<Long, List<Step>> all() {
        Map<Long, List<Step>> steps = new HashMap<>();
        List<String> name = new ArrayList<>(1);
        Map<String, String> settings = new HashMap<>();
        long[] watch = {0};
        all.each(row -> {
            if (row.textAt(3).equals(NAME)) {
                finish(steps, watch[0], name, settings);
                watch[0] = row.longAt(1);
                name.add(row.textAt(4));
            } else {
                settings.put(row.textAt(3), row.textAt(4));
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
