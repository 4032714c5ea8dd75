package sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sluice.api.Cleanable;

class DiscoveryTest {
    @Test
    void tests_run_inside_the_module() {
        assertEquals("sluice.app", Demo.class.getModule().getName());
    }

    @Test
    void finds_the_providers_of_every_feature_module_on_the_module_path() {
        var modules = ServiceLoader.load(Cleanable.class).stream()
                .map(provider -> provider.type().getModule().getName())
                .collect(Collectors.toSet());

        assertTrue(
                modules.containsAll(Set.of("sluice.dedup", "sluice.state", "sluice.peer", "sluice.queue")),
                modules::toString);
    }
}
