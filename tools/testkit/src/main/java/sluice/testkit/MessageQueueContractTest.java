package sluice.testkit;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import sluice.api.MessageQueue;

/**
 * The contract of every {@link MessageQueue}. Its test class extends this one; the tests are in nested classes, one for each
 * subject.
 */
public abstract class MessageQueueContractTest {

    /** For subclasses. */
    protected MessageQueueContractTest() {}

    /**
     * Makes a new, empty queue and starts it.
     *
     * @param settings its section of the configuration, complete
     * @param time its clock and its ticker
     * @return the queue; the test closes it
     */
    protected abstract MessageQueue create(Map<String, String> settings, FakeTime time);

    /**
     * The settings that bound a queue. A queue that has other bounds than places in memory overrides this.
     *
     * @param places how many jobs it is to take
     * @return settings by key, to be added to the others
     */
    protected Map<String, String> bound(int places) {
        return Map.of("max-size", "" + places, "max-backlog", "" + places);
    }

    private MessageQueue create(int places, Map<String, String> more, FakeTime time) {
        Map<String, String> settings = new HashMap<>(bound(places));
        settings.putAll(more);
        return create(settings, time);
    }

    @Nested
    class Order extends QueueOrderTests {
        Order() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Albums extends QueueAlbumTests {
        Albums() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Bound extends QueueBoundTests {
        Bound() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Readiness extends QueueReadinessTests {
        Readiness() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Settling extends QueueSettlingTests {
        Settling() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class WholeLanes extends QueueLaneTests {
        WholeLanes() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Lookups extends QueueLookupTests {
        Lookups() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Texts extends QueueTextTests {
        Texts() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class Listener extends QueueListenerTests {
        Listener() {
            super(MessageQueueContractTest.this::create);
        }
    }

    @Nested
    class DeadLetters extends QueueDeadLetterTests {
        DeadLetters() {
            super(MessageQueueContractTest.this::create);
        }
    }
}
