package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {

    /** The plan of the only bot of a demo. */
    static DemoPlan plan(int channels, int messages) {
        return DemoPlan.each(new DemoOptions(1, channels, messages, DemoOptions.QUEUE, Optional.empty(), false))
                .getFirst();
    }

    private static List<Item> items(DemoPlan plan) {
        List<Item> items = new ArrayList<>();
        Traffic traffic = plan.traffic();
        while (traffic.hasNext()) {
            items.add(traffic.next());
        }
        return items;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "3, 60", "7, 333", "100, 5000"})
    void posts_as_many_messages_as_it_should(int channels, int messages) {
        DemoPlan plan = plan(channels, messages);
        assertEquals(messages, items(plan).stream().mapToInt(Item::members).sum());
        assertTrue(plan.totals().expected() > 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 3, 3", "7, 20, 100", "100, 100, 5000"})
    void shares_all_of_it_among_the_bots(int bots, int channels, int messages) {
        List<DemoPlan> plans =
                DemoPlan.each(new DemoOptions(bots, channels, messages, DemoOptions.QUEUE, Optional.empty(), false));
        assertEquals(bots, plans.size());
        assertEquals(
                messages,
                plans.stream()
                        .flatMap(plan -> items(plan).stream())
                        .mapToInt(Item::members)
                        .sum());
        assertEquals(
                channels + 2 * bots,
                plans.stream().mapToInt(plan -> plan.lanes().size()).sum());
        assertTrue(plans.stream().allMatch(plan -> plan.lanes().size() > 2), "each has a channel");
    }

    @Test
    void is_the_same_each_time() {
        DemoPlan plan = plan(10, 500);
        assertEquals(items(plan), items(plan));
    }

    @Test
    void shows_everything_in_a_demo_of_usual_size() {
        DemoPlan plan = plan(100, 5000);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        items(plan).forEach(item -> kinds.add(item.lane().kind()));
        assertEquals(EnumSet.allOf(Kind.class), kinds);
        assertTrue(plan.totals().filtered() > 0);
        assertTrue(plan.totals().repeated() > 0);
        assertTrue(plan.totals().kicked());
        assertTrue(items(plan).stream().anyMatch(Item::shuffled));
        assertTrue(items(plan).stream().anyMatch(item -> item.members() == Traffic.MAX_ALBUM));
        assertTrue(items(plan).stream().anyMatch(item -> item.isAlbum() && item.members() < Traffic.MAX_ALBUM));
        assertTrue(items(plan).stream().anyMatch(item -> item.isAlbum() && !item.passes()));
    }

    @Test
    void gives_each_lane_its_ids_without_gaps() {
        DemoPlan plan = plan(5, 400);
        int[] last = new int[plan.lanes().size()];
        for (Item item : items(plan)) {
            assertEquals(last[item.lane().number()] + 1, item.firstId());
            last[item.lane().number()] = item.lastId();
        }
    }

    @Test
    void makes_no_lane_wait_more_often_than_it_should() {
        DemoPlan plan = plan(1, 100_000);
        long waits = items(plan).stream()
                .filter(item -> item.isAlbum() && item.members() < Traffic.MAX_ALBUM)
                .count();
        assertEquals(Traffic.MOST_TROUBLES, waits);
    }
}
