package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of a watch, made and changed in the chat. */
class WatchStepsTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private void open() {
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("🧩 Steps");
    }

    @Test
    void steps_are_made_with_their_result_on_a_real_post_and_apply() {
        bot.start("");
        open();
        owner.assertShows("Steps (0):");
        owner.assertShows("A sample:\nBreaking: 20% off everything!");
        owner.forwards(telegram.post(S, "Foo is out: https://foo.example"), "Foo is out: https://foo.example");
        owner.assertShows("Your post:\nFoo is out: https://foo.example");
        owner.taps("➕ replace").says("Foo").says("Bar");
        owner.assertShows("1. replace find: Foo; with: Bar");
        owner.assertShows("This would be sent:\nBar is out: https://foo.example");
        owner.taps("➕ remove-links");
        owner.assertShows("This would be sent:\nBar is out:");
        owner.taps("➕ footer").says("More in\nour channel").taps("None");
        owner.assertShows("This would be sent:\nBar is out:\n\nMore in\nour channel");
        owner.taps("➕ media-type").taps("None").says("Sticker, poll");
        owner.assertShows("4. media-type drop: sticker, poll");
        owner.taps("‹ Back");
        owner.assertShows("Steps: replace, remove-links, footer, media-type");
        owner.taps("✅ Save");
        telegram.post(S, "Foo again");
        awaitTexts(A, "Bar again\n\nMore in\nour channel");
    }

    @Test
    void steps_are_changed_moved_and_removed_and_survive_other_changes_and_a_restart() {
        bot.start("");
        open();
        owner.taps("➕ header")
                .says("one")
                .taps("None")
                .taps("➕ header")
                .says("two")
                .taps("None");
        owner.assertShows("1. header text: one\n2. header text: two");
        owner.taps("⬆️ 2");
        owner.assertShows("1. header text: two\n2. header text: one");
        owner.taps("✏️ 1. header");
        owner.assertShows("Which text shall I add?\n\nNow: two");
        owner.says("three").taps("None");
        owner.assertShows("1. header text: three\n2. header text: one");
        owner.taps("✏️ 2. header").taps("Keep it").taps("None");
        owner.taps("‹ Back").taps("✅ Save").taps("Blacklist").says("spam").taps("‹ Back");
        owner.assertShows("Steps: header, header");
        stopBot();
        bot.startAgain();
        owner.says("/watch").taps("▶️ S → A").taps("🧩 Steps").taps("🗑 2");
        telegram.post(S, "news");
        awaitTexts(A, "three\n\nnews");
    }

    @Test
    void the_first_step_moves_down() {
        bot.start("");
        open();
        owner.taps("➕ header").says("one").taps("None");
        assertFalse(owner.buttons().toString().contains("⬇️"), "there is no other");
        owner.taps("➕ header").says("two").taps("None").taps("➕ remove-links").taps("⬇️ 1");
        owner.assertShows("1. header text: two\n2. header text: one\n3. remove-links");
    }

    @Test
    void what_is_seldom_needed_of_a_step_is_set_by_buttons_too() {
        bot.start("");
        open();
        owner.forwards(telegram.post(S, "FOO 12 and foo"), "FOO 12 and foo");
        owner.taps("➕ replace").says("foo ([0-9]+)").says("bar $1");
        owner.taps("✏️ 1. replace").taps("⚙️ More settings");
        owner.assertShows("replace\nfind: foo ([0-9]+); with: bar $1\n\nYour post:");
        owner.taps("☐ The words are an expression (RE2)").taps("☐ Ignore upper and lower case");
        owner.assertShows("This would be sent:\nbar 12 and foo");
        owner.taps("☐ Make a dead letter when it fails").taps("☑ Ignore upper and lower case");
        owner.assertShows("find: foo ([0-9]+); on-failure: dead-letter; regex: true; with: bar $1");
        owner.taps("☐ Ignore upper and lower case").taps("‹ Back");
        owner.taps("➕ remove-links").taps("✏️ 2. remove-links");
        owner.taps("☐ Remove linked words too").taps("☐ Remove @names too").taps("‹ Back");
        owner.assertShows("2. remove-links hidden: remove; mentions: true");
        owner.taps("➕ header").says("News").taps("None");
        owner.taps("✏️ 3. header").taps("⚙️ More settings").taps("✏️ Style");
        owner.says("Bold, italic").taps("✏️ Separator").says("|\\n");
        owner.assertShows("separator: |\\n; style: bold, italic; text: News");
        owner.assertShows("This would be sent:\nNews|\nbar 12 and foo");
        owner.taps("✏️ Style").says("loud");
        owner.assertShows("⚠️ header: ");
        owner.taps("✏️ Style");
        owner.assertShows("Now: bold\nitalic");
        owner.taps("None").taps("‹ Back").taps("‹ Back").taps("✅ Save");
        telegram.post(S, "Foo 7");
        awaitTexts(A, "News|\nbar 7");
    }

    @Test
    void files_and_hidden_links_are_filtered() {
        bot.start("");
        open();
        owner.taps("➕ file-size").taps("None").says("1 kb");
        owner.assertShows("1. file-size max: 1KB");
        owner.taps("➕ file-extension").says("PDF, zip").taps("None");
        owner.assertShows("2. file-extension keep: pdf, zip");
        owner.taps("➕ hidden-links").taps("None").says("example.com");
        owner.assertShows("3. hidden-links drop: example.com");
        owner.taps("‹ Back").taps("✅ Save");
        telegram.draft(S).document("a.pdf", new byte[1024]).post();
        telegram.draft(S).document("a.exe", new byte[10]).post();
        telegram.draft(S).document("b.pdf", new byte[1025]).post();
        bot.fence();
        assertEquals(1, telegram.delivered(A).size());
    }

    @Test
    void steps_of_plugins_are_made_with_settings_as_in_the_file() {
        new Plugin(dir, "loud")
                .provider("Shout", StepsPluginTest.SHOUT, "MessageTransform", "StatsProvider")
                .into(dir.resolve("plugins"));
        bot.start("plugins-dir: " + dir.resolve("plugins"));
        open();
        owner.taps("➕ shout");
        owner.assertShows("Which settings shall it have?");
        owner.says("mark: '?'");
        owner.assertShows("1. shout mark: ?");
        owner.assertShows("MORE AT HTTPS://EXAMPLE.COM FROM @EXAMPLE_SHOP?");
        owner.taps("✏️ 1. shout");
        owner.assertShows("Now:\nmark: '?'");
        owner.says("mark: [");
        owner.assertShows("⚠️ is not valid YAML");
        owner.taps("✏️ 1. shout").says("volume: 11");
        owner.assertShows("⚠️ shout: there is no setting `volume`; allowed: `mark`");
        owner.taps("✏️ 1. shout")
                .taps("⚙️ More settings")
                .taps("☐ Make a dead letter when it fails")
                .taps("‹ Back");
        owner.assertShows("1. shout mark: ?; on-failure: dead-letter");
        owner.taps("➕ shout").taps("None").taps("‹ Back").taps("✅ Save");
        telegram.post(S, "hello");
        awaitTexts(A, "HELLO?!");
    }

    @Test
    void what_a_step_cannot_use_is_refused_with_the_reason() {
        bot.start("");
        open();
        owner.taps("➕ media-type").says("sticker").says("picture");
        owner.assertShows("⚠️ media-type: `drop` ");
        owner.assertShows("Which types shall I filter out?");
        owner.says("poll");
        owner.assertShows("1. media-type drop: poll; keep: sticker");
        owner.taps("🗑 1");
        owner.taps("➕ media-type").taps("None").taps("None");
        owner.assertShows("needs a list `keep` or a list `drop`");
        owner.taps("✖ Cancel").taps("➕ replace").taps("✖ Cancel");
        owner.assertShows("Steps (0):");
        owner.taps("➕ media-type").says("pictures").taps("None");
        owner.assertShows("⚠️ media-type: `keep` ");
        owner.says("photo");
        owner.assertShows("1. media-type keep: photo\n");
        owner.assertShows("⛔ The step media-type filters it out.");
    }

    @Test
    void the_test_of_a_watch_and_the_default_steps_are_told_truly() {
        bot.start("steps: [{footer: {text: default}}]");
        open();
        owner.assertShows("The default steps of the configuration apply.");
        owner.assertShows("@example_shop\n\ndefault");
        owner.taps("➕ header").says("own").taps("None");
        assertFalse(owner.text().contains("default apply"), owner.text());
        owner.taps("‹ Back").taps("🔍 Test").says("news");
        owner.assertShows("This would be sent:\nown\n\nnews");
        owner.taps("‹ Back").taps("🧩 Steps").taps("Use the default steps");
        owner.assertShows("The default steps of the configuration apply.");
        assertEquals(List.of("➕ replace", "➕ remove-links"), owner.buttons().getFirst());
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto");
        owner.says("/watch").taps("➕ 新建监听").says(Long.toString(S)).says(Long.toString(A));
        owner.taps("🧩 步骤").taps("➕ replace").says("快讯").says("消息");
        owner.assertShows("将发送：\n消息：全场八折！");
        owner.taps("✏️ 1. replace").taps("⚙️ 更多设置").taps("☐ 查找的是正则表达式（RE2）");
        owner.assertShows("regex: true");
    }

    @Test
    void none_may_be_typed_too() {
        bot.start("");
        open();
        owner.taps("➕ header").says("none").says("none");
        owner.assertShows("1. header text: none\n");
        owner.taps("‹ Back").taps("Delay").says("5m");
        owner.taps("Delay").says("None");
        assertFalse(owner.text().contains("Delay:"), owner.text());
    }
}
