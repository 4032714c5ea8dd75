package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import sluice.api.Component;
import sluice.api.StatsProvider;

/** Checks figures. */
final class Figures {

    private Figures() {}

    /** A module that plays a role reports all that the role has, and perhaps more. */
    static void assertReported(Component module, List<String> names) {
        StatsProvider provider = assertInstanceOf(StatsProvider.class, module);
        Set<String> reported = provider.stats().values().keySet();
        assertTrue(reported.containsAll(names), () -> "of " + names + " it reports only " + reported);
    }
}
