package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.launcher.cases.StepsTest.entities;
import static sluice.launcher.cases.StepsTest.stepping;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import sluice.base.log.LogLevels;

/** Steps of plugins: found in a jar, with settings of their own, and guarded where they throw, hang or answer nonsense. */
class StepsPluginTest extends WithBot {

    static final String SHOUT = """
            @Provider(name = "shout")
            public class Shout implements MessageTransform, StatsProvider {
                private final java.util.concurrent.atomic.LongAdder calls = new java.util.concurrent.atomic.LongAdder();
                @Override public Use use(Settings settings) {
                    String mark = settings.allowing("mark").text("mark").orElse("!");
                    return message -> {
                        calls.increment();
                        FormattedText text = message.text();
                        return text.replace(0, text.text().length(), text.text().toUpperCase() + mark);
                    };
                }
                @Override public Stats stats() { return Stats.empty().with("calls", calls.sum()); }
            }
            """;

    private static final String SHORT = """
            @Provider(name = "short")
            public class Short implements MessageFilter {
                @Override public Use use(Settings settings) {
                    int most = settings.integer("most");
                    return messages -> messages.stream().allMatch(message -> message.text().text().length() <= most)
                            ? StepVerdict.KEEP
                            : StepVerdict.drop("too-long");
                }
            }
            """;

    /** A step that does what a test says when it is asked about the word {@code bad}. */
    private void plugin(String service, String name, String bad, String good) {
        String argument = service.equals("MessageFilter") ? "messages" : "message";
        String text = service.equals("MessageFilter") ? "messages.getFirst().text()" : "message.text()";
        new Plugin(dir, name)
                .provider("Step", """
                        @Provider(name = "%s")
                        public class Step implements %s {
                            @Override public Use use(Settings settings) {
                                return %s -> {
                                    if (%s.text().equals("bad")) { %s }
                                    return %s;
                                };
                            }
                        }
                        """.formatted(name, service, argument, text, bad, good), service)
                .into(dir.resolve("plugins"));
    }

    private TestBot start(String... watches) {
        return bot.start("plugins-dir: " + dir.resolve("plugins"), watches);
    }

    @Test
    void a_plugin_step_has_settings_for_each_use_and_its_reasons_are_counted() {
        new Plugin(dir, "loud")
                .provider("Shout", SHOUT, "MessageTransform", "StatsProvider")
                .into(dir.resolve("plugins"));
        new Plugin(dir, "brief").provider("Short", SHORT, "MessageFilter").into(dir.resolve("plugins"));
        start(stepping("{short: {most: 5}}, shout"), stepping(S, B, "{shout: {mark: '?'}}, {short: {most: 10}}"));
        telegram.post(S, "hello 😀 world");
        telegram.post(S, "hello");
        awaitTexts(A, "HELLO!");
        awaitTexts(B, "HELLO?");
        assertEquals(2, bot.stat("steps", "dropped_short_too_long"));
        // Once at intake for the filter behind it, for each of two messages, and once for each that is sent.
        assertEquals(4, bot.stat("shout", "calls"));
        try (LogLevels _ = LogLevels.asTheyAre().and("sluice.host.cleanup", Level.DEBUG)) {
            bot.advance(Duration.ofMinutes(5));
            bot.awaitLog("dropped_short_too_long 2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"no\");",
                "throw new StackOverflowError();",
                "throw new NoSuchMethodError(\"built against another version\");",
                "return null;",
                "return message.text().replace(0, 99, \"x\");",
                "return FormattedText.of(\"\\uD83D\");",
                "return FormattedText.of(\"x\".repeat(FormattedText.MAX_LENGTH + 1));"
            })
    void a_transform_that_fails_leaves_the_text_as_it_is(String bad) {
        plugin("MessageTransform", "shaky", bad, "FormattedText.of(\"changed\")");
        start(stepping("shaky, {footer: {text: f}}"));
        telegram.post(S, "bad");
        telegram.post(S, "good");
        awaitTexts(A, "bad\n\nf", "changed\n\nf");
        assertEquals(1, bot.stat("modules", "faults"));
        assertEquals(1, bot.stat("steps", "passed_over"));
        assertEquals(503, bot.get("/healthz").status());
        assertTrue(bot.get("/healthz").body().contains("module shaky: transform failed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"no\");",
                "return null;",
                "return StepVerdict.drop(\"No Word\");",
                "return StepVerdict.drop(\"\");"
            })
    void a_filter_that_fails_keeps_the_message(String bad) {
        plugin("MessageFilter", "shaky", bad, "StepVerdict.drop(\"not-bad\")");
        start(stepping("shaky"));
        telegram.post(S, "good");
        telegram.post(S, "bad");
        awaitTexts(A, "bad");
        assertEquals(1, bot.stat("steps", "dropped_shaky_not_bad"));
        // It is asked when the message comes in, and again when it is sent.
        assertEquals(2, bot.stat("modules", "faults"));
    }

    @Test
    void a_step_that_hangs_is_given_up_and_left_alone_until_it_returns() {
        plugin(
                "MessageTransform",
                "slow",
                "synchronized (Step.class) { try { while (!new java.io.File(\"" + dir.resolve("go")
                        + "\").exists()) { Step.class.wait(20); } } catch (InterruptedException e) { } }",
                "FormattedText.of(message.text().text() + \" changed\")");
        start(stepping("slow"), S_TO_B);
        telegram.post(S, "bad");
        telegram.awaitDelivered(B, 1);
        bot.advanceUntil("it to be given up", () -> telegram.delivered(A).size() == 1);
        telegram.post(S, "next");
        awaitTexts(A, "bad", "next");
        assertTrue(
                bot.log().contains("module slow: transform failed (1 so far): it has not returned within 5 s"),
                bot::log);
        assertEquals(1, bot.stat("modules", "faults"));
        assertEquals(2, bot.stat("steps", "passed_over"));
    }

    @Test
    void where_the_watch_wants_it_a_message_for_which_a_step_fails_waits_among_the_dead_letters() {
        plugin("MessageTransform", "shaky", "throw new IllegalStateException(\"no\");", "message.text()");
        start(stepping("{shaky: {on-failure: dead-letter}}"), S_TO_B);
        telegram.post(S, "bad");
        telegram.post(S, "good");
        awaitTexts(A, "good");
        awaitTexts(B, "bad", "good");
        assertEquals(1, bot.stat("queue", "dead_letters"));
        assertEquals(1, bot.stat("worker", "failed"));
        bot.awaitLog(deadLetter(A, "STEP_FAILED") + ": the step `shaky` failed");
        String page = bot.get("/dashboard.json").body();
        assertTrue(page.contains("a step of its watch failed"), page);
    }

    @Test
    void a_filter_that_fails_may_hold_its_message_too() {
        plugin("MessageFilter", "shaky", "throw new IllegalStateException(\"no\");", "StepVerdict.KEEP");
        start(stepping("{shaky: {on-failure: dead-letter}}"));
        telegram.post(S, "bad");
        telegram.post(S, "good");
        awaitTexts(A, "good");
        assertEquals(1, bot.stat("queue", "dead_letters"));
    }

    @Test
    void reasons_without_end_are_counted_together() {
        plugin("MessageFilter", "chatty", "", "StepVerdict.drop(\"r\" + messages.getFirst().text().text())");
        start(stepping("chatty"), S_TO_B);
        for (int i = 0; i < 150; i++) {
            telegram.post(S, Integer.toString(i));
        }
        bot.advanceUntil("all to be through", () -> telegram.delivered(B).size() == 150);
        assertEquals(1, bot.stat("steps", "dropped_chatty_r0"));
        assertEquals(50, bot.stat("steps", "dropped_others"));
        assertEquals(150, bot.stat("steps", "dropped"));
    }

    @Test
    void a_plugin_that_brings_entities_of_its_own_has_them_sent() {
        plugin(
                "MessageTransform",
                "linker",
                "",
                "new FormattedText(\"😀 link\", List.of(new Entity(\"text_link\", 3, 4, Map.of(\"url\", \"https://a.b/\"))))");
        start(stepping("linker"));
        telegram.post(S, "x");
        awaitTexts(A, "😀 link");
        assertEquals(List.of("text_link 3+4"), entities(telegram.delivered(A).getFirst()));
    }
}
