package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.launcher.cases.StepsTest.stepping;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with steps is told before the bot runs, with its place; and stored watches have steps too. */
class StepsConfigTest extends WithBot {

    private static final String BUILT_IN = "`file-extension`, `file-size`, `footer`, `header`, `hidden-links`,"
            + " `media-type`, `remove-links`, `replace`, `sender`";

    private int command(String... args) throws Exception {
        return bot.run(args).get(20, TimeUnit.SECONDS);
    }

    private String file() {
        return bot.file().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            foot                         → foot: there is no step `foot`; there is %s
            replace                      → replace: `find` is missing
            {replace: {find: ''}}        → replace: `find` must not be empty
            {replace: {find: a, to: b}}  → replace: there is no setting `to`; allowed: `find`, `ignore-case`, `regex`, `with`
            {replace: {find: '(', regex: true}} → replace: `find`: the `(` at position 1 is never closed
            {replace: {find: a, regex: yes}}    → replace: `regex` must be `true` or `false`, not `yes`
            {replace: {find: 'a(b)', with: $2, regex: true}} → replace: `with` names the group `$2`, and `find` has only 1
            {replace: {find: a, with: '${n}', regex: true}}  → replace: `with` names the group `${n}`, which `find` does not have
            {replace: {find: a, with: 5 $, regex: true}}     → replace: `with` has a `$` without a group behind it; a dollar sign is written `$$`
            header                       → header: `text` is missing
            {footer: {text: ' '}}        → footer: `text` must have something to see in it
            {footer: {text: a, link: x}} → footer: `link` must be an address such as `https://t.me/name`, not `x`
            {footer: {text: 'by {autor}'}} → footer: `text` has the placeholder `{autor}`; there is `{date}`, `{link}`, `{sender}`, `{source}`, and `{{` for a brace
            {footer: {text: a, link: '{sender}'}} → footer: `link` must be an address such as `https://t.me/name`, not `{sender}`
            {footer: {text: a, style: [bold, big]}} → footer: `style` must be one or several of `blockquote`, `bold`, `code`, `italic`, `spoiler`, `strikethrough`, `underline`, not `big`
            {footer: {text: a, on-failure: stop}}   → footer: `on-failure` must be `pass` or `dead-letter`, not `stop`
            {remove-links: {hidden: all}} → remove-links: `hidden` must be `unlink` or `remove`, not `all`
            media-type                   → media-type: needs a list `keep` or a list `drop`
            sender                       → sender: needs a list `keep` or a list `drop`
            file-size                    → file-size: needs a size `min` or a size `max`
            {file-size: {max: 20}}       → file-size: `max` must be a size such as `500KB`, `20MB` or `1GB`, not `20`
            {file-size: {min: 2MB, max: 1MB}} → file-size: `min` must not be more than `max`
            file-extension               → file-extension: needs a list `keep` or a list `drop`
            {file-extension: {drop: [a/b]}} → file-extension: `drop` must be a list of extensions such as `pdf`, not `a/b`
            hidden-links                 → hidden-links: needs a list `keep` or a list `drop`
            {hidden-links: {drop: ['https://x.y']}} → hidden-links: `drop` must be a list of domains such as `example.com`, not `https://x.y`
            """)
    void a_step_that_is_wrong_is_an_error_with_its_place(String step, String problem) throws Exception {
        bot.configure("", S_TO_A, stepping("{header: {text: a}}, " + step));
        int line = bot.configuration().lines().toList().indexOf("  - " + stepping("{header: {text: a}}, " + step)) + 1;
        String right =
                file() + ":" + line + ": watches[3].steps[2]." + problem.strip().formatted(BUILT_IN);
        assertEquals(2, command("check", "--config", file()));
        assertTrue(bot.log().lines().anyMatch(right::equals), () -> right + "\n" + bot.log());
        bot.startAgain();
        assertEquals(2, bot.exitCode());
        assertEquals(2, bot.log().lines().filter(right::equals).count(), bot::log);
        assertEquals(0, telegram.count("getUpdates"));
    }

    @Test
    void a_wrong_type_names_those_that_there_are() throws Exception {
        bot.configure("steps: [{media-type: {drop: [photo, gif]}}]");
        assertEquals(2, command("check", "--config", file()));
        assertTrue(bot.log().contains("steps[1].media-type: `drop` must be a list of `text`, `photo`, "), bot::log);
        assertTrue(bot.log().contains(", not `gif`"), bot::log);
    }

    @Test
    void a_forward_cannot_be_changed() throws Exception {
        String forward = "{source: " + S + ", destination: " + A + ", preserve-source: true, steps: [%s]}";
        bot.configure("", forward.formatted("{media-type: {drop: [poll]}}"));
        assertEquals(0, command("check", "--config", file()));
        bot.configure("", forward.formatted("remove-links"));
        assertEquals(2, command("check", "--config", file()));
        assertTrue(
                bot.log()
                        .contains("watches[2].steps[1].remove-links: changes messages, and `preserve-source: true`"
                                + " forwards them as they are; leave one of the two out"),
                bot::log);
    }

    @Test
    void an_edited_file_with_a_wrong_step_is_not_taken_over() {
        bot.watching(stepping("{footer: {text: good}}"));
        bot.configure("", stepping("{footer: {txt: bad}}"));
        bot.advanceUntil("the refusal", () -> bot.log().contains("cannot apply the edited configuration"));
        assertTrue(bot.log().contains("watches[2].steps[1].footer: there is no setting `txt`"), bot::log);
        telegram.post(S, "x");
        awaitTexts(A, "x\n\ngood");
        bot.configure("", stepping("{footer: {text: better}}"));
        bot.advanceUntil("the change", () -> bot.log().contains("the edited configuration is in use"));
        telegram.post(S, "y");
        awaitTexts(A, "x\n\ngood", "y\n\nbetter");
    }

    @Test
    void stored_watches_have_steps_and_are_listed_and_exported_with_them() throws Exception {
        bot.configure("steps: [{footer: {text: common}}]", S_TO_B);
        String watches =
                Files.writeString(dir.resolve("w.yaml"), """
                watches:
                  - id: mine
                    owner: 4711
                    source: %d
                    destination: %d
                    steps:
                      - replace: {find: one, with: two}
                      - footer:
                          text: "a\\nb"
                      - media-type: {drop: [poll, sticker]}
                  - {id: none, owner: 4711, source: -5, destination: -6, steps: []}
                  - {id: wrong, owner: 4711, source: -5, destination: -7, steps: [nothing]}
                  - {id: bad, owner: 4711, source: -5, destination: -8, steps: [{replace: {find: a, find: b}}]}
                """.formatted(S, A)).toString();
        assertEquals(2, command("watches", "import", watches, "--config", file()));
        List<String> lines = bot.output().lines().toList();
        assertEquals(
                "refused watches[3]: steps[1].nothing: there is no step `nothing`; there is " + BUILT_IN, lines.get(2));
        assertTrue(
                lines.get(3).startsWith("refused watches[4]: line 13: steps[1].replace.find: is given twice"),
                lines.get(3));
        String before = bot.output();
        assertEquals(0, command("watches", "list", "--config", file()));
        String listed = bot.output().substring(before.length());
        assertTrue(listed.contains("replace, footer, media-type"), listed);
        assertTrue(listed.lines().anyMatch(line -> line.contains(B + " ") && line.contains(" default ")), listed);
        String exported = dir.resolve("e.yaml").toString();
        assertEquals(0, command("watches", "export", exported, "--config", file()));
        String yaml = Files.readString(dir.resolve("e.yaml"));
        assertTrue(yaml.contains("      - footer:\n          text: \"a\\nb\"\n"), yaml);
        assertTrue(yaml.contains("steps: []"), yaml);
        bot.startAgain();
        telegram.post(S, "one");
        telegram.draft(S).poll("which?").post();
        telegram.post(S, "three");
        awaitTexts(A, "two\n\na\nb", "three\n\na\nb");
        assertEquals("one\n\ncommon", telegram.awaitDelivered(B, 1).getFirst().text());
    }

    @Test
    void a_stored_watch_whose_step_is_gone_is_left_out_and_told_of() throws Exception {
        String step = """
                @Provider(name = "mine")
                public class Mine implements MessageTransform {
                    @Override public Use use(Settings settings) { return message -> message.text(); }
                }
                """;
        new Plugin(dir, "mine").provider("Mine", step, "MessageTransform").into(dir.resolve("plugins"));
        String plugins = "plugins-dir: " + dir.resolve("plugins") + "\n";
        bot.configure(plugins);
        String watches = Files.writeString(
                        dir.resolve("w.yaml"),
                        "watches:\n  - {id: w, owner: 1, source: " + S + ", destination: " + A + ", steps: [mine]}\n")
                .toString();
        assertEquals(0, command("watches", "import", watches, "--config", file()));
        String disabled = plugins + "modules: {disabled: [mine]}\n";
        bot.configure(disabled, S_TO_B);
        String problem = "steps[1].mine: there is no step `mine`; there is ";
        assertEquals(2, command("check", "--config", file()));
        assertTrue(bot.log().contains("data-dir: watch w: " + problem), bot::log);
        bot.startAgain();
        assertTrue(bot.log().contains("watch w (" + S + " to " + A + ") is not used: " + problem), bot::log);
        telegram.post(S, "text");
        awaitTexts(B, "text");
        assertEquals(List.of(), telegram.callsTo(A));
    }

    @Test
    void a_plugin_does_not_take_the_name_of_a_step_that_is_there() {
        String step = """
                @Provider(name = "footer")
                public class Mine implements MessageTransform {
                    @Override public Use use(Settings settings) { return message -> message.text(); }
                }
                """;
        new Plugin(dir, "mine").provider("Mine", step, "MessageTransform").into(dir.resolve("plugins"));
        String plugins = "plugins-dir: " + dir.resolve("plugins");
        bot.start(plugins, stepping("{footer: {text: a}}"));
        assertTrue(bot.log().contains("its name is taken by `footer` (sluice.builtin.Footer, from image)"), bot::log);
        telegram.post(S, "text");
        awaitTexts(A, "text\n\na");
    }

    @Test
    void messages_that_waited_when_the_first_step_came_go_out_as_they_are_and_are_counted() throws IOException {
        String delayed = "{source: " + S + ", destination: " + A + ", delay: 1h";
        bot.watching(delayed + "}");
        telegram.post(S, "early");
        bot.fence();
        bot.configure("", delayed + ", steps: [{footer: {text: f}}]}");
        bot.advanceUntil("the change", () -> bot.log().contains("the edited configuration is in use"));
        telegram.post(S, "late");
        bot.fence();
        bot.advance(Duration.ofHours(1).plusSeconds(5));
        awaitTexts(A, "early", "late\n\nf");
        assertEquals(1, bot.stat("steps", "passed_over"));
    }
}
