package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sluice.simulator.Draft;
import sluice.simulator.RandomUpdates;

/** All that a message can carry, up to Bot API 10.2: what is copied, what is only forwarded, what is neither. */
class ContentKindsCasesTest extends WithBot {

    /** The shape that some of them have. A field that is read must be of the right type, and the rest may be anything. */
    private static final Map<String, String> SHAPES = Map.of(
            "new_chat_members", "[{\"id\":5,\"is_bot\":false,\"first_name\":\"New\"}]",
            "left_chat_member", "{\"id\":5,\"is_bot\":false,\"first_name\":\"Gone\"}",
            "pinned_message",
                    "{\"message_id\":1,\"date\":0,\"chat\":{\"id\":-1,\"type\":\"channel\"},\"text\":\"pinned\"}",
            "new_chat_title", "\"title\"",
            "new_chat_photo", "[]",
            "migrate_from_chat_id", "-5",
            "group_chat_created", "true",
            "connected_website", "\"example.org\"");

    /** A kind of content, and whether it can be copied. */
    private record Kind(String name, boolean copyable, UnaryOperator<Draft> content) {}

    private static Kind kind(String field, boolean copyable) {
        return new Kind(field, copyable, draft -> draft.with(field, "{\"file_id\":\"f\"}"));
    }

    private static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("text", true, draft -> draft.text("text")),
                new Kind("photo", true, Draft::photo),
                new Kind("photo with caption", true, draft -> draft.photo().caption("caption")),
                new Kind("video", true, Draft::video),
                new Kind("document", true, draft -> draft.document("file.pdf")),
                new Kind("sticker", true, Draft::sticker),
                new Kind("poll", true, draft -> draft.poll("Which?")),
                new Kind("quiz with its answer", true, draft -> draft.quiz("Which?", 1)),
                new Kind(
                        "quiz with its answers",
                        true,
                        draft -> draft.with("poll", "{\"type\":\"quiz\",\"correct_option_ids\":[0]}")),
                new Kind("quiz without its answer", false, draft -> draft.quiz("Which?")),
                kind("animation", true),
                kind("audio", true),
                kind("checklist", true),
                kind("contact", true),
                kind("dice", true),
                kind("game", true),
                kind("live_photo", true),
                kind("location", true),
                kind("rich_message", true),
                kind("story", true),
                kind("venue", true),
                kind("video_note", true),
                kind("voice", true),
                kind("something_of_a_later_bot_api", true),
                kind("giveaway", false),
                kind("giveaway_winners", false),
                kind("invoice", false),
                kind("paid_media", false));
    }

    // C6: TelegramBots javadoc
    @TestFactory
    List<DynamicTest> c6_a_service_message_is_skipped_before_any_call() {
        bot.start("modules.queue: bounded", copying(S, A), forwarding(S, B), extracting(S, C, ".+"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String field : RandomUpdates.SERVICE) {
            long skipped = bot.stat("intake", "skipped_service");
            telegram.draft(S).service(field, SHAPES.getOrDefault(field, "{}")).post();
            bot.settle();
            long more = bot.stat("intake", "skipped_service") - skipped;
            int calls = callsTo(A) + callsTo(B) + callsTo(C);
            tests.add(dynamicTest(
                    field, () -> assertEquals("1 skipped, 0 calls", more + " skipped, " + calls + " calls")));
            bot.time.advance(Duration.ofMillis(1));
        }
        return tests;
    }

    // C6: TelegramBots javadoc
    @TestFactory
    List<DynamicTest> c6_what_can_be_copied_is_copied_and_what_cannot_is_only_forwarded() {
        bot.start("modules.queue: bounded", copying(S, A), forwarding(S, B));
        List<DynamicTest> tests = new ArrayList<>();
        for (Kind kind : kinds().toList()) {
            int copied = telegram.delivered(A).size();
            int forwarded = telegram.delivered(B).size();
            int calls = callsTo(A);
            long skipped = bot.stat("intake", "skipped_not_copyable");
            kind.content().apply(telegram.draft(S)).post();
            bot.settle();
            String came = "copied %d, forwarded %d, calls to copy %d, skipped %d"
                    .formatted(
                            telegram.delivered(A).size() - copied,
                            telegram.delivered(B).size() - forwarded,
                            callsTo(A) - calls,
                            bot.stat("intake", "skipped_not_copyable") - skipped);
            String right = kind.copyable()
                    ? "copied 1, forwarded 1, calls to copy 1, skipped 0"
                    : "copied 0, forwarded 1, calls to copy 0, skipped 1";
            tests.add(dynamicTest(kind.name(), () -> assertEquals(right, came)));
            bot.time.advance(Duration.ofMillis(1));
        }
        return tests;
    }

    // C6: a rich message has its words in blocks, and the filters must see them
    @Test
    void c6_the_filters_see_the_words_of_a_rich_message() {
        bot.watching(
                "{source: " + S + ", destination: " + A + ", blacklist: [spam]}",
                "{source: " + S + ", destination: " + B + ", whitelist: ['fresh news']}",
                extracting(S, C, "code-[0-9]+"));
        String blocks = """
                {"blocks":[
                  {"type":"heading","size":1,"text":"%s"},
                  {"type":"paragraph","text":["some ",{"type":"bold","text":"fresh"}," ",{"type":"italic","text":["news"]}]},
                  {"type":"list","items":[{"label":"1.","blocks":[{"type":"paragraph","text":"code-1"}]}]},
                  {"type":"table","cells":[[{"text":"code-2"},{"text":"code-3"}]]},
                  {"type":"details","summary":"code-4","blocks":[{"type":"footer","text":{"type":"url","url":"code-9","text":"x"}}]},
                  {"type":"photo","photo":[{"file_id":"code-8"}],"caption":{"text":"code-5","credit":"code-6"}}
                ]}""";
        telegram.draft(S).with("rich_message", blocks.formatted("SPAM")).post();
        telegram.draft(S).with("rich_message", blocks.formatted("Hello")).post();
        bot.settle();
        assertEquals(1, telegram.delivered(A).size());
        assertEquals(1, bot.stat("intake", "skipped_blacklisted"));
        assertEquals(2, telegram.delivered(B).size());
        assertEquals("code-1\ncode-2\ncode-3\ncode-4\ncode-5\ncode-6", texts(C).getFirst());
    }
}
