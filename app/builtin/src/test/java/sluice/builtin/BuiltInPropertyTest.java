package sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.api.MessageTransform;
import sluice.api.Settings;
import sluice.api.StepMessage;

/** Random texts through the transforms: what comes out can be sent, and what was not touched looks as before. */
class BuiltInPropertyTest {

    private static final List<String> WORDS = List.of(
            "a",
            "b",
            " ",
            "  ",
            "\n",
            "😀",
            "👩‍👩‍👧‍👦",
            "é",
            "https://example.org/a?b=😀",
            "t.me/name",
            "(www.a.b)",
            "word.",
            "http://",
            "ab");

    private static final List<String> TYPES =
            List.of("bold", "italic", "text_link", "url", "mention", "custom_emoji", "spoiler");

    private static final Pattern LINK = Pattern.compile("https?://\\w|(?<!\\w)(t\\.me/n|www\\.a)");

    @Provide
    Arbitrary<FormattedText> texts() {
        return Arbitraries.longs().map(seed -> random(new Random(seed)));
    }

    private static FormattedText random(Random random) {
        StringBuilder text = new StringBuilder();
        List<Integer> places = new ArrayList<>(List.of(0));
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
            places.add(text.length());
        }
        List<Entity> entities = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = places.get(random.nextInt(places.size()));
            int to = places.get(random.nextInt(places.size()));
            if (from < to) {
                String type = TYPES.get(random.nextInt(TYPES.size()));
                Map<String, String> attributes = type.equals("text_link") ? Map.of("url", "https://x.y/") : Map.of();
                entities.add(new Entity(type, from, to - from, attributes));
            }
        }
        return new FormattedText(text.toString(), entities);
    }

    private static FormattedText through(MessageTransform transform, FormattedText text, String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return transform
                .use(new Settings(values))
                .transform(new StepMessage(-1, 1, 0, MediaType.TEXT, MessageSender.UNKNOWN, false, text));
    }

    private static void assertSendable(FormattedText text) {
        assertTrue(text.text().codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE), text.text());
        for (Entity entity : text.entities()) {
            assertTrue(entity.length() > 0 && entity.end() <= text.text().length(), text.toString());
        }
    }

    @Property
    void replacing_words_is_what_java_does_to_the_text(
            @ForAll("texts") FormattedText text,
            @ForAll("texts") FormattedText find,
            @ForAll("texts") FormattedText with) {
        String wanted = find.text().isEmpty() ? "a" : find.text();
        FormattedText changed = through(new Replace(), text, "find", wanted, "with", with.text());
        assertSendable(changed);
        assertEquals(text.text().replace(wanted, with.text()), changed.text());
        if (!text.text().contains(wanted)) {
            assertEquals(text, changed);
        }
    }

    @Property
    void replacing_matches_never_breaks_a_text(@ForAll("texts") FormattedText text) {
        for (String find : List.of("a*", ".", "\\b", "(?s).*", "[ab]|", "😀?", "$", "^")) {
            FormattedText changed = through(new Replace(), text, "find", find, "with", "<$0>", "regex", "true");
            assertSendable(changed);
        }
    }

    @Property
    void header_and_footer_leave_what_stands_between_as_it_is(@ForAll("texts") FormattedText text) {
        String above = "😀 head";
        FormattedText changed =
                through(new Header(), through(new Footer(), text, "text", "foot", "style", "bold"), "text", above);
        assertSendable(changed);
        int from = above.length() + 2;
        int to = from + text.text().length();
        assertEquals(text.text(), changed.text().substring(from, to));
        List<Entity> kept = new ArrayList<>(changed.part(from, to).entities());
        text.entities().forEach(entity -> assertTrue(kept.remove(entity), changed::toString));
        assertEquals(List.of(), kept);
    }

    @Property
    void no_link_is_left_and_nothing_else_is_taken(@ForAll("texts") FormattedText text) {
        FormattedText changed = through(new RemoveLinks(), text);
        assertSendable(changed);
        assertTrue(changed.entities().stream()
                .noneMatch(entity ->
                        entity.type().equals("text_link") || entity.type().equals("url")));
        // Telegram finds whole addresses; what is random here may be half of one.
        if (text.entities().stream().noneMatch(entity -> entity.type().equals("url"))) {
            assertFalse(LINK.matcher(changed.text()).find(), changed.text());
        }
        if (text.entities().isEmpty() && !LINK.matcher(text.text()).find()) {
            assertEquals(text, changed);
        }
    }

    /** Found by the property above: the blanks went with what stands behind them. */
    @Test
    void an_address_that_is_said_to_end_in_a_blank_goes_like_any_other() {
        FormattedText text = new FormattedText("ab  t.me/name", List.of(Entity.of("url", 0, 3)));
        assertEquals(FormattedText.EMPTY, through(new RemoveLinks(), text));
    }
}
