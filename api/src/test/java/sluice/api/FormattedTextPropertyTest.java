package sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a text, each character keeps the formatting that it had. */
class FormattedTextPropertyTest {

    private static final List<String> CHARACTERS =
            List.of("a", "b", " ", "\n", "ü", "€", "😀", "🧹", "e\u0301", "\u200d");
    private static final List<String> TYPES = List.of("bold", "italic", "text_link", "spoiler");

    @Provide
    Arbitrary<FormattedText> texts() {
        return Arbitraries.longs().map(seed -> random(new Random(seed), 24));
    }

    private static FormattedText random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        List<Integer> places = new ArrayList<>(List.of(0));
        int length = random.nextInt(most);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
            places.add(text.length());
        }
        List<Entity> entities = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(places.size());
            int to = random.nextInt(places.size());
            if (from < to) {
                String type = TYPES.get(random.nextInt(TYPES.size()));
                entities.add(Entity.of(type, places.get(from), places.get(to) - places.get(from)));
            }
        }
        return new FormattedText(text.toString(), entities);
    }

    /** The formatting of each unit, as sorted types with repeats. */
    private static List<String> formatting(FormattedText text) {
        List<String> all = new ArrayList<>();
        for (int at = 0; at < text.text().length(); at++) {
            int place = at;
            all.add(text.entities().stream()
                    .filter(entity -> entity.offset() <= place && place < entity.end())
                    .map(Entity::type)
                    .sorted()
                    .toList()
                    .toString());
        }
        return all;
    }

    private static int place(FormattedText text, int seed) {
        int place = Math.floorMod(seed, text.text().length() + 1);
        boolean inside = place > 0
                && place < text.text().length()
                && Character.isLowSurrogate(text.text().charAt(place))
                && Character.isHighSurrogate(text.text().charAt(place - 1));
        return inside ? place - 1 : place;
    }

    @Property
    void what_is_not_replaced_keeps_its_formatting(
            @ForAll("texts") FormattedText text,
            @ForAll("texts") FormattedText with,
            @ForAll int one,
            @ForAll int two) {
        int from = Math.min(place(text, one), place(text, two));
        int to = Math.max(place(text, one), place(text, two));
        FormattedText changed = text.replace(from, to, with);

        String left = text.text().substring(0, from);
        String right = text.text().substring(to);
        assertEquals(left + with.text() + right, changed.text());
        List<String> before = formatting(text);
        List<String> after = formatting(changed);
        assertEquals(before.subList(0, from), after.subList(0, from));
        assertEquals(before.subList(to, before.size()), after.subList(after.size() - right.length(), after.size()));
    }

    @Property
    void parts_put_together_look_like_the_whole(@ForAll("texts") FormattedText text, @ForAll int one, @ForAll int two) {
        int first = Math.min(place(text, one), place(text, two));
        int second = Math.max(place(text, one), place(text, two));
        FormattedText together = text.part(0, first)
                .plus(text.part(first, second))
                .plus(text.part(second, text.text().length()));
        assertEquals(text.text(), together.text());
        assertEquals(formatting(text), formatting(together));
    }

    @Property
    void many_changes_never_leave_an_entity_outside(@ForAll("texts") FormattedText text, @ForAll long seed) {
        Random random = new Random(seed);
        FormattedText changed = text;
        for (int i = 0; i < 20; i++) {
            int one = place(changed, random.nextInt());
            int two = place(changed, random.nextInt());
            changed = changed.replace(Math.min(one, two), Math.max(one, two), random(random, 6));
        }
        int length = changed.text().length();
        assertTrue(changed.entities().stream().allMatch(entity -> entity.length() > 0 && entity.end() <= length));
    }
}
