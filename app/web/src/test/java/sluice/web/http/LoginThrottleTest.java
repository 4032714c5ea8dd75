package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wrong tokens are counted. */
class LoginThrottleTest {

    private final HandTime time = new HandTime();
    private final LoginThrottle tries = new LoginThrottle(time);

    @Test
    void each_wrong_one_counts_for_a_minute() throws UnknownHostException {
        for (int i = 0; i < LoginThrottle.ALLOWED; i++) {
            assertFalse(wrong("192.0.2.1").pause().isPresent());
            time.pass(Duration.ofSeconds(10));
        }
        assertEquals(Optional.of(Duration.ofSeconds(10)), wrong("192.0.2.1").pause());
        time.pass(Duration.ofSeconds(10));
        assertTrue(wrong("192.0.2.1").pause().isEmpty());
        assertEquals(Optional.of(Duration.ofSeconds(10)), wrong("192.0.2.1").pause());
    }

    @Test
    void right_ones_do_not_count() throws UnknownHostException {
        for (int i = 0; i < 3 * LoginThrottle.ALLOWED; i++) {
            assertTrue(tries.attempt(InetAddress.getByName("192.0.2.1"), () -> true)
                    .right());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::9, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void a_network_of_ipv6_is_one_sender(String one, String other, boolean same) throws UnknownHostException {
        lockOut(one);
        assertEquals(same, wrong(other).pause().isPresent());
    }

    @Test
    void so_many_addresses_are_remembered_and_the_one_not_seen_for_longest_goes() throws UnknownHostException {
        lockOut("192.0.2.1");
        for (int i = 0; i < LoginThrottle.ADDRESSES - 1; i++) {
            wrong("10.0." + (i >> 8) + "." + (i & 255));
        }
        assertTrue(wrong("192.0.2.1").pause().isPresent(), "still known, and seen again");
        wrong("10.9.9.9");
        assertTrue(wrong("192.0.2.1").pause().isPresent());
        for (int i = 0; i < LoginThrottle.ADDRESSES; i++) {
            wrong("10.1." + (i >> 8) + "." + (i & 255));
        }
        assertTrue(wrong("192.0.2.1").pause().isEmpty(), "forgotten");
    }

    private void lockOut(String address) throws UnknownHostException {
        for (int i = 0; i < LoginThrottle.ALLOWED; i++) {
            wrong(address);
        }
    }

    private LoginThrottle.Outcome wrong(String address) throws UnknownHostException {
        return tries.attempt(InetAddress.getByName(address), () -> false);
    }
}
