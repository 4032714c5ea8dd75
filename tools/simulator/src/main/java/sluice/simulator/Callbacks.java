package sluice.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

/** Button presses that wait for their answer; the newest 10,000. Guarded by the engine's lock. */
final class Callbacks {
    private static final int KEPT = 10_000;

    private final Set<String> open = new LinkedHashSet<>();
    private long next = 4_000_000_000_000_000_001L;

    String add() {
        String id = Long.toString(next++);
        open.add(id);
        if (open.size() > KEPT) {
            open.remove(open.iterator().next());
        }
        return id;
    }

    /** {@return whether there was such a press, not answered yet} */
    boolean answer(String id) {
        return id != null && open.remove(id);
    }
}
