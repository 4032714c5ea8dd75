package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name of somebody else that leads here is not answered, unless a token is needed anyway. */
class HostsTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, 200, 200",
        "LOCALHOST:80, 200, 200",
        "127.0.0.1:9000, 200, 200",
        "[::1], 200, 200",
        "[::1]:8080, 200, 200",
        "evil.example, 421, 200",
        "localhost.evil.example, 421, 200",
        "127.0.0.1.evil.example:8080, 421, 200",
        "evil.example:localhost, 421, 200",
        "localhost@evil.example, 421, 200",
        "'', 421, 200"
    })
    void only_names_of_this_machine_are_answered(String host, int without, int with) throws IOException {
        try (Served open = Served.open();
                Served guarded = Served.withToken()) {
            assertEquals(without, open.ask("GET", "/stats", "Host: " + host).status());
            assertEquals(
                    with,
                    guarded.ask("GET", "/stats", "Host: " + host, "Authorization: Bearer " + Served.TOKEN)
                            .status());
        }
    }
}
