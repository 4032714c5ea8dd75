package sluice.engine.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void doubles_with_each_failure_up_to_the_longest_wait() {
        List<Long> waits = Stream.generate(backoff::next)
                .limit(100)
                .map(Duration::toSeconds)
                .toList();
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L), waits.subList(0, 7));
        assertEquals(Backoff.LONGEST.toSeconds(), waits.getLast());
    }

    @Test
    void begins_anew_after_a_success() {
        backoff.next();
        backoff.next();
        backoff.reset();
        assertEquals(Duration.ofSeconds(1), backoff.next());
    }
}
