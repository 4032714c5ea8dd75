package sluice.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values refuse what they must not hold, name it, and cannot be changed from outside. */
class ValuesTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static Job job(List<Long> visited, int reserve) {
        return new Job("w", -1, 0, new Payload.Text("hello"), NOW, visited, reserve, Job.Tries.NONE);
    }

    private static void assertRefused(String named, Executable made) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, made);
        assertTrue(thrown.getMessage().contains(named), thrown::getMessage);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void pressure_is_from_0_to_1(double pressure) {
        assertRefused("pressure", () -> CleanupContext.pressure(pressure));
    }

    @Test
    void both_ends_of_pressure_are_allowed() {
        assertEquals(0.0, CleanupContext.pressure(0.0).pressure());
        assertEquals(1.0, CleanupContext.pressure(1.0).pressure());
        assertEquals(new CleanupContext(CleanupContext.Trigger.SCHEDULE, 0.0), CleanupContext.scheduled());
    }

    @ParameterizedTest
    @CsvSource({"4095, true", "4096, true", "4097, false"})
    void a_user_state_holds_as_many_characters_as_one_message(int chars, boolean allowed) {
        Map<String, String> data =
                Map.of("key", "x".repeat(chars - "dialog".length() - "step".length() - "key".length()));
        Executable made = () -> new UserState("dialog", "step", data);
        if (allowed) {
            assertDoesNotThrow(made);
        } else {
            assertRefused("4097", made);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT-0.001S, false", "PT0S, true", "PT24H, true", "PT24H0.001S, false"})
    void a_watch_delays_from_0_to_24_hours(Duration delay, boolean allowed) {
        Executable made = () -> watch("w1", delay);
        if (allowed) {
            assertDoesNotThrow(made);
        } else {
            assertRefused("delay", made);
        }
    }

    @Test
    void a_watch_between_other_chats_is_the_same_watch() {
        Watch watch = watch("w1", Duration.ZERO);
        Watch moved = watch.between(-3, -4);
        assertEquals(-3, moved.source());
        assertEquals(-4, moved.destination());
        assertEquals(watch, moved.between(watch.source(), watch.destination()));
    }

    private static Watch watch(String id, Duration delay) {
        return new Watch(
                id,
                7,
                -1,
                5,
                -2,
                6,
                Watch.Filters.NONE,
                Watch.Mode.EXTRACT,
                List.of("[0-9]+"),
                true,
                false,
                delay,
                true,
                false,
                false);
    }

    @Test
    void numbers_below_their_range_are_refused_by_name() {
        assertRefused("removed", () -> new CleanupResult(-1));
        assertRefused("failures", () -> new PeerFailure(1, "kicked", NOW, NOW, 0));
        assertRefused("reserve", () -> job(List.of(), -1));
        assertRefused("failures -1", () -> new Job.Tries(-1, 0));
        assertRefused("floodWaits -1", () -> new Job.Tries(0, -1));
        assertRefused("quiet", () -> new Album("g", Duration.ofMillis(-1)));
    }

    @Test
    void blanks_are_refused_by_name() {
        assertRefused("id", () -> watch(" ", Duration.ZERO));
        assertRefused("key", () -> new Album(" ", Duration.ZERO));
        assertRefused("body", () -> new Payload.Text(""));
        assertRefused("at least one job", () -> new Delivery(1, List.of()));
        assertRefused("at least one job", () -> new Outcome.Retry(NOW, List.of()));
    }

    @Test
    void what_is_missing_is_named() {
        assertEquals(
                "mediaGroupId",
                assertThrows(NullPointerException.class, () -> group(null)).getMessage());
        assertEquals(
                "album",
                assertThrows(NullPointerException.class, () -> new Payload.Relay(1, 2, 0, "", null))
                        .getMessage());
        assertEquals(
                "reason",
                assertThrows(NullPointerException.class, () -> new Outcome.Dead(null, ""))
                        .getMessage());
    }

    private static GroupKey group(String mediaGroupId) {
        return new GroupKey(1, "w", -1, GroupKey.Mode.FORWARD, mediaGroupId);
    }

    @Test
    void lists_are_copied() {
        List<Long> visited = new ArrayList<>(List.of(-1L));
        Job job = job(visited, 0);
        List<Job> jobs = new ArrayList<>(List.of(job));
        Batch batch = Batch.of(jobs);
        Delivery delivery = new Delivery(1, jobs);
        visited.add(-2L);
        jobs.add(job);
        assertEquals(List.of(-1L), job.visited());
        assertEquals(1, batch.jobs().size());
        assertEquals(1, delivery.jobs().size());
        assertThrows(UnsupportedOperationException.class, () -> batch.jobs().add(job));
    }

    @Test
    void a_job_is_changed_in_one_thing_only() {
        Job job = new Job(
                "w", -1, 3, new Payload.Relay(-9, 4, 0, "", Optional.empty()), NOW, List.of(-9L), 2, Job.Tries.NONE);
        Job other = job.to(-5).with(new Job.Tries(1, 2)).with(new Payload.Text("rest"));
        assertEquals(-5, other.destination());
        assertEquals(new Job.Tries(1, 2), other.tries());
        assertEquals(new Payload.Text("rest"), other.payload());
        assertEquals(job, other.to(-1).with(Job.Tries.NONE).with(job.payload()));
    }
}
