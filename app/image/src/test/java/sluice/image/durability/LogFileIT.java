package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.launcher.cases.Plugin;
import sluice.simulator.SimulatorOptions;

/** The image with a {@code logback.xml}, and a plugin that logs the token in every way. */
class LogFileIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d ";

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    private Path work;

    private Path inImage;

    @BeforeEach
    void configure() throws IOException {
        Path image = copyOfImage();
        inImage = image.resolve("conf/logback.xml");
        bot.image(image);
        Path plugins = work.resolve("plugins");
        new Plugin(work, "talker")
                .provider("Talker", """
                @Provider(name = "talker")
                public class Talker implements Cleanable {
                    private static final System.Logger LOG = System.getLogger("talker");
                    @Override public CleanupResult clean(CleanupContext why) {
                        String token = "%s";
                        Exception thrown = new IllegalStateException("outer " + token, new RuntimeException("cause " + token));
                        thrown.addSuppressed(new RuntimeException("suppressed " + token));
                        LOG.log(System.Logger.Level.INFO, "message " + token + "\\nforged");
                        LOG.log(System.Logger.Level.INFO, "argument {0}", token);
                        LOG.log(System.Logger.Level.WARNING, "thrown", thrown);
                        LOG.log(System.Logger.Level.DEBUG, "once");
                        return CleanupResult.NOTHING;
                    }
                }
                """.formatted(bot.telegram().token()), "Cleanable")
                .into(plugins);
        bot.telegram().channel(-1001, "source");
        bot.telegram().channel(-1002, "destination");
        bot.configure("plugins-dir: " + plugins + "\ncleanup.interval: 1s", List.of(ImageBot.copying(-1001, -1002)));
    }

    /** An image for this test alone, since others run at the same time. Its files are links to those of the other one. */
    private Path copyOfImage() throws IOException {
        Path copy = bot.data().resolveSibling("an image, and a blank");
        try (Stream<Path> files = Files.walk(ImageProcess.IMAGE)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(ImageProcess.IMAGE.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.createLink(to, file);
                }
            }
        }
        return copy;
    }

    private static String logging(String encoder) {
        return """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder%s
                  </appender>
                  <logger name="talker" level="DEBUG"/>
                  <logger name="sluice.host.cleanup" level="WARN"/>
                  <root level="INFO"><appender-ref ref="console"/></root>
                </configuration>
                """.formatted(encoder);
    }

    private List<String> lines() {
        return bot.process().log().lines().toList();
    }

    @Test
    void in_conf_sets_the_pattern_and_levels_and_the_token_stays_out() throws IOException {
        Files.writeString(inImage, logging("><pattern>%level|%logger|%msg%n</pattern></encoder>"));
        bot.start();
        bot.awaitLog("|once");

        for (String line : List.of(
                "INFO|talker|message ***\\nforged",
                "INFO|talker|argument ***",
                "WARN|talker|thrown",
                "java.lang.IllegalStateException: outer ***",
                "\tSuppressed: java.lang.RuntimeException: suppressed ***",
                "Caused by: java.lang.RuntimeException: cause ***",
                "DEBUG|talker|once",
                "INFO|sluice.launcher.bot.Bot|running: 1 watches of 1 chats")) {
            assertTrue(lines().contains(line), () -> "no line `" + line + "`");
        }
        assertFalse(bot.process().log().contains("memory cleaned"), "a level of its own for one package");
        assertTrue(bot.get("/dashboard.json").body().contains("\"thrown\""), "the dashboard has the warning");
    }

    @Test
    void that_is_edited_is_read_again_and_the_token_stays_out() throws IOException {
        // ImageBot looks for the token in the whole log.
        String scanning = logging("><pattern>first|%msg%n</pattern></encoder>")
                .replace("<configuration>", "<configuration scan='true' scanPeriod='100 milliseconds'>");
        Files.writeString(inImage, scanning);
        bot.start();
        Files.writeString(inImage, scanning.replace("first|", "second|"));
        bot.awaitLog("second|message ***");
        bot.awaitLog("second|argument ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "><pattern>%m%n%rEx</pattern></encoder>",
                "><pattern>%message %caller{1} %xEx%n</pattern></encoder>",
                " class='ch.qos.logback.classic.encoder.JsonEncoder'/>"
            })
    void that_a_property_names_keeps_the_token_out_whatever_it_asks_for(String encoder) throws IOException {
        Path file = Files.writeString(work.resolve("other.xml"), logging(encoder));
        bot.launch("-Dlogback.configurationFile=" + file);

        for (String words : List.of("message ***", "argument ***", "outer ***", "suppressed ***", "cause ***")) {
            bot.awaitLog(words);
        }
    }

    @Test
    void that_is_malformed_is_told_of_and_not_used() throws IOException {
        Files.writeString(inImage, "<configuration><appender");
        bot.start();
        bot.awaitLog("cause ***");

        assertTrue(lines().getFirst().matches("sluice: .*/conf/logback\\.xml: .*"), lines().getFirst());
        assertTrue(lines().stream().anyMatch(line -> line.matches(TIME + "INFO  running: 1 watches of 1 chats")));
    }
}
