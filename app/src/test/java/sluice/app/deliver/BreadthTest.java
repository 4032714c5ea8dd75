package sluice.app.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.app.time.Alarm;
import sluice.testkit.FakeTime;

class BreadthTest {

    private final FakeTime time = new FakeTime();
    private final Breadth breadth = new Breadth(4, 64, time);

    @Test
    void calls_that_take_long_make_it_twice_as_broad_up_to_the_most() {
        for (int expected : new int[] {4, 8, 16, 32}) {
            assertEquals(expected, breadth.present());
            pass(0, 0);
        }

        assertEquals(64, breadth.present());
        assertEquals(Alarm.FOREVER, breadth.untilWider(0));
    }

    @Test
    void calls_that_end_fast_leave_it_as_it_is() {
        for (int i = 0; i < 10; i++) {
            pass(4L * i, 4L * i + 4);
        }

        assertEquals(4, breadth.present());
    }

    @Test
    void one_call_too_few_in_a_while_makes_it_broader() {
        pass(100, 103);

        assertEquals(8, breadth.present());
    }

    @Test
    void within_a_while_it_says_how_long_to_wait() {
        assertEquals(Breadth.WHILE, breadth.untilWider(0));
        time.advance(Duration.ofMillis(4));

        assertEquals(Breadth.WHILE.minusMillis(4), breadth.untilWider(0));
        assertEquals(4, breadth.present());
    }

    @Test
    void with_nothing_more_to_do_it_is_as_broad_as_what_is_under_way() {
        pass(0, 0);
        pass(0, 0);
        breadth.narrow(7);
        assertEquals(7, breadth.present());

        breadth.narrow(0);
        assertEquals(4, breadth.present());
    }

    /** A while from one count of ended calls to another. */
    private void pass(long before, long after) {
        assertEquals(Breadth.WHILE, breadth.untilWider(before));
        time.advance(Breadth.WHILE);
        assertEquals(Duration.ZERO, breadth.untilWider(after));
    }
}
