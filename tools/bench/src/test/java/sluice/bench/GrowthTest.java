package sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final int SAMPLES = 120;

    private static List<SoakSample> samples(int count, IntToDoubleFunction resident, IntToDoubleFunction files) {
        return IntStream.range(0, count)
                .mapToObj(minute -> new SoakSample(
                        minute, resident.applyAsDouble(minute), 10, 20, (long) files.applyAsDouble(minute), 0, 0, 0))
                .toList();
    }

    @Test
    void a_process_that_warms_up_and_then_stays_has_not_grown() {
        assertEquals(List.of(), Growth.faults(samples(SAMPLES, minute -> Math.min(100, 60 + minute), _ -> 28)));
    }

    @Test
    void a_peak_is_no_growth() {
        assertEquals(List.of(), Growth.faults(samples(SAMPLES, minute -> minute == 119 ? 200 : 100, _ -> 28)));
    }

    @Test
    void six_percent_over_the_last_half_is_growth() {
        List<String> faults = Growth.faults(samples(SAMPLES, minute -> 100 + minute * 0.11, _ -> 28));
        assertEquals(List.of("resident memory has grown by 5.9 % in the last half"), faults);
    }

    @Test
    void four_percent_is_not() {
        assertEquals(List.of(), Growth.faults(samples(SAMPLES, minute -> 100 + minute * 0.07, _ -> 28)));
    }

    @Test
    void files_that_become_more_are_a_leak() {
        List<String> faults = Growth.faults(samples(SAMPLES, _ -> 100, minute -> minute < 60 ? 28 : 34));
        assertEquals(List.of("open files: at most 28 in the first half, 34 in the last"), faults);
        assertEquals(List.of(), Growth.faults(samples(SAMPLES, _ -> 100, minute -> minute < 60 ? 28 : 33)));
    }

    @Test
    void of_few_samples_nothing_can_be_said() {
        assertTrue(Growth.faults(samples(18, _ -> 100, _ -> 28)).getFirst().startsWith("too few samples"));
    }
}
