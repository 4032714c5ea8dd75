package sluice.queue.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.Copy;

class CopyMemoryTest {

    private final CopyMemory memory = new CopyMemory();

    private static Copy copy(int original, int made) {
        return new Copy("w", -1, original, -2, made);
    }

    @Test
    void finds_a_copy_by_all_three_of_its_keys() {
        memory.remember(List.of(copy(1, 71)));
        assertEquals(Optional.of(copy(1, 71)), memory.find("w", -1, 1));
        assertEquals(Optional.empty(), memory.find("v", -1, 1));
        assertEquals(Optional.empty(), memory.find("w", -2, 1));
        assertEquals(Optional.empty(), memory.find("w", -1, 2));
    }

    @Test
    void evicts_the_oldest_when_full() {
        for (int original = 1; original <= CopyMemory.MAX_COPIES; original++) {
            memory.remember(List.of(copy(original, 1)));
        }
        assertEquals(Optional.of(copy(1, 1)), memory.find("w", -1, 1));
        memory.remember(List.of(copy(CopyMemory.MAX_COPIES + 1, 1)));
        assertEquals(Optional.empty(), memory.find("w", -1, 1));
        assertEquals(Optional.of(copy(2, 1)), memory.find("w", -1, 2));
    }

    @Test
    void a_new_copy_of_a_message_takes_the_place_of_the_old() {
        memory.remember(List.of(copy(1, 71), copy(1, 72)));
        assertEquals(Optional.of(copy(1, 72)), memory.find("w", -1, 1));
    }
}
