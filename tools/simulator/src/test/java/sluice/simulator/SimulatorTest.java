package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A simulator with a channel, a destination and a client, on a clock that the test moves. */
@Timeout(60)
abstract class SimulatorTest {
    static final long SOURCE = -1001111111111L;
    static final long DESTINATION = -1002222222222L;
    static final long GROUP = -1003333333333L;
    static final long USER = 42;

    final MovedClock clock = new MovedClock();
    final AtomicLong nanos = new AtomicLong();
    Simulator simulator;
    Client client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults().withClock(clock).withTicker(nanos::get));
        simulator.channel(SOURCE, "Source");
        simulator.channel(DESTINATION, "Destination");
        simulator.supergroup(GROUP, "Group");
        simulator.user(USER, "Ada");
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    JsonNode updates(Object... parameters) {
        return client.call("getUpdates", parameters).result();
    }

    /** A clock that stands still until it is moved. */
    static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2025-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
