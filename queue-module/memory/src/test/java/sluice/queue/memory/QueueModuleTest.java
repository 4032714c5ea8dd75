package sluice.queue.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sluice.api.Provider;

class QueueModuleTest {

    private final ModuleDescriptor descriptor = BoundedQueue.class.getModule().getDescriptor();

    @Test
    void exports_nothing() {
        assertEquals("sluice.queue.memory", descriptor.name());
        assertEquals(Set.of(), descriptor.exports());
    }

    @Test
    void provides_one_class_in_three_roles() {
        assertEquals(
                Set.of("sluice.api.MessageQueue", "sluice.api.Cleanable", "sluice.api.StatsProvider"),
                descriptor.provides().stream()
                        .map(ModuleDescriptor.Provides::service)
                        .collect(Collectors.toSet()));
        assertTrue(descriptor.provides().stream()
                .allMatch(role -> role.providers().equals(List.of(BoundedQueue.class.getName()))));
    }

    @Test
    void is_chosen_by_the_name_bounded() {
        Provider provider = BoundedQueue.class.getAnnotation(Provider.class);
        assertEquals("bounded", provider.name());
        assertEquals("queue", provider.section());
    }
}
