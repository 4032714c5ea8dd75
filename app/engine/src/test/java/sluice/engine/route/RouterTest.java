package sluice.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.engine.Samples.SOURCE;
import static sluice.engine.Samples.arrival;
import static sluice.engine.Samples.posted;
import static sluice.engine.Samples.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sluice.api.Job;
import sluice.api.Watch;
import sluice.engine.steps.StepChain;
import sluice.host.status.SkipReason;

class RouterTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Watch.Filters NO_SPAM = new Watch.Filters(List.of(), List.of("spam"), List.of(), List.of());

    private final Router router = new Router();

    private void use(Watch... watches) {
        router.replace(List.of(watches), _ -> StepChain.NONE);
    }

    private List<String> taken(Arrival arrival) {
        return router.plan(arrival, NOW).jobs().stream().map(Job::watch).toList();
    }

    private List<SkipReason> skipped(Arrival arrival) {
        return router.plan(arrival, NOW).skipped().stream()
                .map(skipped -> skipped.refusal().reason())
                .toList();
    }

    @Test
    void each_watch_of_the_chat_takes_a_message() {
        use(watch("a", -2), watch("b", -3), watch("other", -9, 0, -2, Watch.Filters.NONE, List.of(), false));
        assertEquals(List.of("a", "b"), taken(posted("x")));
    }

    @Test
    void a_paused_watch_takes_nothing_and_is_no_route() {
        use(watch("a", SOURCE, 0, -2, Watch.Filters.NONE, List.of(), true));
        assertEquals(List.of(), taken(posted("x")));
        assertEquals(Optional.empty(), router.route("a"));
    }

    @Test
    void a_watch_of_a_topic_takes_messages_of_that_topic() {
        use(
                watch("general", SOURCE, 1, -2, Watch.Filters.NONE, List.of(), false),
                watch("topic", SOURCE, 4, -3, Watch.Filters.NONE, List.of(), false));
        assertEquals(List.of("general"), taken(posted("x")));
        assertEquals(List.of("topic"), taken(arrival("x", 4, true, List.of(SOURCE))));
    }

    @Test
    void the_reason_is_given_for_what_is_filtered() {
        use(watch("a", SOURCE, 0, -2, NO_SPAM, List.of(), false));
        assertEquals(List.of(SkipReason.BLACKLISTED), skipped(posted("SPAM")));
        assertEquals(List.of(), skipped(posted("ham")));
        use(watch("a", SOURCE, 0, -2, Watch.Filters.NONE, List.of("[0-9]+"), false));
        assertEquals(List.of(SkipReason.NOTHING_EXTRACTED), skipped(posted("none")));
    }

    @Test
    void what_cannot_be_copied_is_only_extracted() {
        use(watch("copies", -2), watch("extracts", SOURCE, 0, -3, Watch.Filters.NONE, List.of("x"), false));
        Arrival uncopyable = arrival("x", 0, false, List.of(SOURCE));
        assertEquals(List.of("extracts"), taken(uncopyable));
        assertEquals(List.of(SkipReason.NOT_COPYABLE), skipped(uncopyable));
    }

    @Test
    void a_message_never_comes_back_and_ends_after_the_most_hops() {
        use(watch("a", -2));
        assertEquals(List.of(SkipReason.LOOP), skipped(arrival("x", 0, true, List.of(-2L, SOURCE))));
        List<Long> visited =
                LongStream.range(0, Arrival.MAX_HOPS).mapToObj(i -> -100 - i).toList();
        assertEquals(
                List.of(SkipReason.LOOP),
                skipped(arrival(
                        "x",
                        0,
                        true,
                        LongStream.concat(visited.stream().mapToLong(i -> i), LongStream.of(SOURCE))
                                .boxed()
                                .toList())));
    }

    @Test
    void of_two_ways_to_a_chat_the_first_is_taken() {
        use(watch("direct", -3), watch("first", -2), watch("second", -2, 0, -3, Watch.Filters.NONE, List.of(), false));
        assertEquals(List.of("direct", "first"), taken(posted("x")));
        assertEquals(List.of(SkipReason.LOOP), skipped(arrival("x", 0, true, List.of(SOURCE, -2L))));
    }

    @Test
    void a_job_reserves_places_for_what_it_triggers() {
        use(
                watch("a", -2),
                watch("b", -2, 0, -3, Watch.Filters.NONE, List.of(), false),
                watch("c", -2, 0, -4, Watch.Filters.NONE, List.of(), false));
        assertEquals(1, router.plan(posted("x"), NOW).jobs().getFirst().reserve());
    }

    @Test
    void a_chat_that_moves_takes_its_watches_along_and_does_not_move_back() {
        use(watch("a", -2));
        assertTrue(router.migrate(-2, -20));
        assertEquals(Set.of(-20L), router.destinations());
        assertEquals(Set.of(7L), router.ownersSendingTo(-20));
        use(watch("a", -2));
        assertEquals(Set.of(-20L), router.destinations());
        assertFalse(router.migrate(-20, -2));
    }

    @Test
    void the_way_of_a_copy_is_remembered() {
        router.copied(-2, List.of(8), List.of(SOURCE));
        assertEquals(List.of(SOURCE, -2L), router.wayOf(-2, 8));
        assertEquals(List.of(-2L), router.wayOf(-2, 9));
    }
}
