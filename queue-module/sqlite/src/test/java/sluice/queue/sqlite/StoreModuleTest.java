package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sluice.api.Provider;

class StoreModuleTest {

    @Test
    void shows_nothing_of_itself_but_its_name() {
        ModuleDescriptor descriptor = SqliteQueue.class.getModule().getDescriptor();
        assertEquals("sluice.queue.sqlite", descriptor.name());
        assertEquals(Set.of(), descriptor.exports());
        assertTrue(
                descriptor.provides().stream().allMatch(role -> role.providers().size() <= 2));
    }

    @Test
    void is_chosen_by_the_name_sqlite() {
        Provider provider = SqliteQueue.class.getAnnotation(Provider.class);
        assertEquals("sqlite of queue", provider.name() + " of " + provider.section());
    }
}
