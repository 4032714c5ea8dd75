package sluice.app.http;

import java.time.Duration;

/**
 * What a client may take up. Times are real time, since the network keeps it.
 *
 * @param connections how many there may be; for one more, that which has waited longest for its client is given up
 * @param working how many requests are answered at once; others wait for {@code workWait}
 * @param headBytes the size of a request without its body
 * @param bodyBytes the size of a body
 * @param headTime for sending a request without its body
 * @param bodyTime for sending a body
 * @param idleTime between two requests
 * @param writeTime for taking the next piece of an answer, {@link Outgoing#PIECE} bytes
 * @param workWait how long a request waits when others are answered
 */
record Limits(
        int connections,
        int working,
        int headBytes,
        int bodyBytes,
        Duration headTime,
        Duration bodyTime,
        Duration idleTime,
        Duration writeTime,
        Duration workWait) {

    static Limits defaults() {
        return new Limits(
                128,
                16,
                16 << 10,
                64 << 10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }
}
