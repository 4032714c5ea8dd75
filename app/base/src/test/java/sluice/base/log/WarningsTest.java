package sluice.base.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ConfigurationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.testkit.FakeTime;

class WarningsTest {

    private static final Logger LOG = LoggerFactory.getLogger(WarningsTest.class);

    private final FakeTime time = new FakeTime();
    private final Instant start = time.instant();
    private final Warnings warnings = Warnings.listen(time);

    @AfterEach
    void close() {
        warnings.close();
    }

    private List<String> texts() {
        return warnings.lines("").stream().map(Warnings.Line::text).toList();
    }

    @Test
    void keeps_warnings_and_errors_the_last_first_and_nothing_else() {
        LOG.info("all is well");
        LOG.warn("chat {} cannot be used", 7);
        LOG.error("the disk is full");
        assertEquals(List.of("the disk is full", "chat 7 cannot be used"), texts());
        assertEquals(true, warnings.lines("").getFirst().error());
        assertEquals(false, warnings.lines("").getLast().error());
    }

    @Test
    void counts_what_is_said_again() {
        LOG.warn("again");
        LOG.warn("between");
        time.advance(Duration.ofSeconds(5));
        LOG.warn("again");
        assertEquals(
                new Warnings.Line(false, "again", start, start.plusSeconds(5), 2),
                warnings.lines("").getFirst());
        assertEquals(List.of("again", "between"), texts());
    }

    @Test
    void keeps_those_of_each_bot_apart_also_from_threads_that_it_starts() throws InterruptedException {
        LOG.warn("of the process");
        Thread of = BotName.during("one", () -> Thread.ofVirtual().unstarted(() -> LOG.warn("the same")));
        of.start();
        of.join();
        BotName.during("two", () -> {
            LOG.warn("the same");
            return null;
        });
        assertEquals(List.of("of the process"), texts());
        assertEquals(1, warnings.lines("one").getFirst().times());
        assertEquals("the same", warnings.lines("two").getFirst().text());
        warnings.forget("one");
        assertEquals(List.of(), warnings.lines("one"));
    }

    @Test
    void keeps_no_more_than_its_bound() {
        for (int i = 0; i <= Warnings.MAX; i++) {
            LOG.warn("warning {}", i);
        }
        assertEquals(Warnings.MAX, warnings.lines("").size());
        assertEquals("warning 1", texts().getLast());
    }

    @Test
    void a_line_has_no_secret_no_line_ends_and_a_bound() {
        Secrets.hide(new Secret("123456:AAAA-secret-of-the-warnings-test"));
        LOG.warn("first\nsecond {} {}", "AAAA-secret-of-the-warnings-test", "x".repeat(1_000));
        String text = texts().getFirst();
        assertTrue(text.startsWith("first second *** xxx"), text);
        assertEquals(Warnings.MAX_LENGTH + 1, text.length());
    }

    /** As when an edited {@code logback.xml} is read again. */
    @Test
    void hears_on_when_the_log_is_configured_anew() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new LogConfigurator().configure(context);
        context.fireConfigurationEvent(ConfigurationEvent.newConfigurationEndedSuccessfullyEvent(this));
        LOG.warn("still there");
        assertEquals(List.of("still there"), texts());
    }

    @Test
    void hears_nothing_more_when_it_is_closed() {
        warnings.close();
        LOG.warn("too late");
        assertEquals(List.of(), texts());
    }
}
