package sluice.base.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.json.Json;

class LogConfiguratorTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d ";
    private static final String SECRET = "AAAA-secret-of-the-configurator-test";
    private static final String FILE = "logback.configurationFile";

    /** As some libraries write theirs. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class OwnText extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "8 " + SECRET;
        }
    }

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private final LoggerContext context = new LoggerContext();

    @TempDir
    private Path dir;

    @BeforeEach
    void catchStandardError() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(written, true, UTF_8));
        Secrets.hide(new Secret("4711:" + SECRET));
    }

    @AfterEach
    void releaseStandardError() {
        context.stop();
        System.clearProperty(FILE);
        System.setErr(err);
    }

    private Logger configured() {
        new LogConfigurator().configure(context);
        return context.getLogger("a.b.C");
    }

    private Logger configured(String xml) throws IOException {
        System.setProperty(
                FILE, Files.writeString(dir.resolve("logback.xml"), xml).toString());
        return configured();
    }

    private static String logging(String encoder) {
        return """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    %s
                  </appender>
                  <logger name="a.b" level="DEBUG"/>
                  <root level="WARN"><appender-ref ref="console"/></root>
                </configuration>
                """.formatted(encoder);
    }

    private String log() {
        return written.toString(UTF_8);
    }

    private List<String> lines() {
        return log().lines().toList();
    }

    private static void logSecret(Logger log) {
        Exception thrown = new IllegalStateException("1 " + SECRET, new IOException("2 " + SECRET));
        thrown.addSuppressed(new IllegalArgumentException("3 " + SECRET));
        log.error("4 " + SECRET);
        log.error("{} {}", 5, SECRET);
        log.error("{}", 6, thrown);
        log.error("7", new OwnText());
    }

    @Test
    void is_found_by_slf4j() {
        assertTrue(
                ((LoggerContext) LoggerFactory.getILoggerFactory())
                                .getLogger(Logger.ROOT_LOGGER_NAME)
                                .iteratorForAppenders()
                                .next()
                        instanceof SanitizingAppender);
    }

    @Test
    void without_a_file_an_event_is_its_time_its_level_and_its_message_in_utf_8() {
        Logger log = configured();
        log.info("Grüße {}", "你好");
        log.error("it is not well");
        log.debug("nobody asked");

        assertEquals(2, lines().size(), log());
        assertTrue(lines().getFirst().matches(TIME + "INFO  Grüße 你好"), log());
        assertTrue(lines().getLast().matches(TIME + "ERROR it is not well"), log());
    }

    @Test
    void tells_where_something_was_thrown() {
        configured().warn("it failed", new IllegalStateException("why", new IOException("cause")));

        assertTrue(lines().getFirst().matches(TIME + "WARN  it failed"), log());
        assertEquals("java.lang.IllegalStateException: why", lines().get(1));
        assertTrue(lines().get(2).startsWith("\tat "), log());
        assertTrue(lines().contains("Caused by: java.io.IOException: cause"), log());
    }

    // T3
    @Test
    void a_message_and_that_of_an_exception_are_one_line_each() {
        Logger log = configured();
        log.warn("title {}", "a\n2030-01-01 00:00:00.000 ERROR forged\u001b[2J\u202e");
        log.warn("it failed", new IllegalStateException("b\n\tat forged"));
        log.info(Sanitizer.MULTI_LINE, "block\n- line");

        assertTrue(lines().getFirst().endsWith("a\\n2030-01-01 00:00:00.000 ERROR forged\\u001b[2J\\u202e"), log());
        assertEquals("java.lang.IllegalStateException: b\\n\\tat forged", lines().get(2));
        assertEquals("- line", lines().getLast());
    }

    @Test
    void no_secret_is_written() {
        logSecret(configured());

        assertAll(
                () -> assertFalse(log().contains(SECRET), log()),
                () -> assertTrue(log().contains("java.lang.IllegalStateException: 1 ***"), log()),
                () -> assertTrue(log().contains("Caused by: java.io.IOException: 2 ***"), log()),
                () -> assertTrue(log().contains("Suppressed: java.lang.IllegalArgumentException: 3 ***"), log()),
                () -> assertTrue(log().contains("ERROR 4 ***"), log()),
                () -> assertTrue(log().contains("ERROR 5 ***"), log()),
                () -> assertTrue(log().contains("8 ***"), log()));
    }

    @Test
    void as_json_it_says_the_same_and_no_secret_either() throws IOException {
        Logger log = configured();
        LogConfigurator.format(context, LogFormat.JSON);
        logSecret(log);
        LogConfigurator.format(context, LogFormat.TEXT);
        log.info("text again");

        assertFalse(log().contains(SECRET), log());
        JsonNode thrown = Json.MAPPER.readTree(lines().get(2));
        assertEquals("6", thrown.path("message").asText());
        assertEquals("ERROR", thrown.path("level").asText());
        assertEquals("a.b.C", thrown.path("logger").asText());
        assertEquals(Thread.currentThread().getName(), thrown.path("thread").asText());
        assertTrue((thrown.path("time").asText() + " ").matches(TIME), log());
        String exception = thrown.path("exception").asText();
        assertTrue(exception.startsWith("java.lang.IllegalStateException: 1 ***\n\tat "), exception);
        assertTrue(exception.contains("Caused by: java.io.IOException: 2 ***"), exception);
        assertFalse(Json.MAPPER.readTree(lines().getFirst()).has("exception"), log());
        assertTrue(lines().getLast().matches(TIME + "INFO  text again"), log());
    }

    @Test
    void a_form_leaves_the_log_of_a_file_alone() throws IOException {
        Logger log = configured(logging("<encoder><pattern>%msg%n</pattern></encoder>"));
        LogConfigurator.format(context, LogFormat.JSON);
        log.warn("mine");

        assertEquals(List.of("mine"), lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<encoder><pattern>%msg%n</pattern></encoder>",
                "<encoder><pattern>%m %kvp %mdc %marker%n%xEx</pattern></encoder>",
                "<encoder><pattern>%message%n%rEx</pattern></encoder>",
                "<encoder class='ch.qos.logback.classic.encoder.JsonEncoder'/>"
            })
    void no_secret_is_written_whatever_a_file_asks_for(String encoder) throws IOException {
        logSecret(configured(logging(encoder)));

        assertFalse(log().contains(SECRET), log());
        for (int i = 1; i <= 5; i++) {
            assertTrue(log().contains(i + " ***"), log());
        }
    }

    @Test
    void no_secret_is_written_by_an_appender_behind_another_one() throws IOException {
        Logger log = configured(logging("<encoder><pattern>%msg%n</pattern></encoder>")
                .replace("<logger", """
                        <appender name="later" class="ch.qos.logback.classic.AsyncAppender">
                          <appender-ref ref="console"/>
                        </appender>
                        <logger""")
                .replace("WARN\"><appender-ref ref=\"console\"", "WARN\"><appender-ref ref=\"later\""));
        logSecret(log);
        context.stop();

        assertFalse(log().contains(SECRET), log());
        assertTrue(log().contains("4 ***"), log());
    }

    @Test
    void no_secret_is_written_after_a_file_is_read_again() throws IOException, JoranException {
        String xml = logging("<encoder><pattern>%msg%n</pattern></encoder>");
        Logger log = configured(xml);
        context.reset();
        JoranConfigurator again = new JoranConfigurator();
        again.setContext(context);
        again.doConfigure(dir.resolve("logback.xml").toFile());
        logSecret(log);

        assertFalse(log().contains(SECRET), log());
        assertTrue(log().contains("4 ***"), log());
    }

    @Test
    void a_file_sets_the_pattern_and_the_level_of_a_package() throws IOException {
        Logger log = configured(logging("<encoder><pattern>%level|%logger{0}|%class{0}|%msg%n</pattern></encoder>"));
        log.debug("below");
        context.getLogger("a.other").info("beside");

        assertEquals(List.of("DEBUG|C|LogConfiguratorTest|below"), lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<configuration>",
                "no XML",
                "<configuration/>",
                "<configuration><appender name='a' class='no.such.Class'/>"
                        + "<root><appender-ref ref='a'/></root></configuration>",
                "<configuration><insertFromJNDI env-entry-name='a' as='b'/></configuration>"
            })
    void a_file_with_errors_is_told_of_and_not_used(String xml) throws IOException {
        Logger log = configured(xml);
        log.info("all is well");

        assertTrue(lines().getFirst().startsWith("sluice: " + dir.resolve("logback.xml") + ": "), log());
        assertTrue(lines().getLast().matches(TIME + "INFO  all is well"), log());
    }

    @Test
    void a_file_that_is_not_there_is_told_of() {
        System.setProperty(FILE, dir.resolve("none.xml").toString());
        configured().info("all is well");

        assertTrue(lines().getFirst().startsWith("sluice: " + dir.resolve("none.xml") + ": "), log());
        assertTrue(lines().getLast().matches(TIME + "INFO  all is well"), log());
    }
}
