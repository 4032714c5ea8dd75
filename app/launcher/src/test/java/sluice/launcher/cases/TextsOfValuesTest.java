package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.DeadLetter;
import sluice.api.MediaType;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.config.filter.FilterException;
import sluice.control.part.FleetView;
import sluice.engine.rights.RightsProblem;
import sluice.host.status.SkipReason;

/** Where a key of a text ends with a value, there is a text for each of the values that can be: a page would fail without. */
class TextsOfValuesTest {

    static Stream<Arguments> keys() {
        return Stream.of(
                        keys("page.filtered.", SkipReason.values(), Enum::name),
                        keys("failed.reason.", DeadLetter.Reason.values(), Enum::name),
                        keys("failed.help.", DeadLetter.Reason.values(), Enum::name),
                        keys("page.bots.state.", FleetView.State.values(), state -> lower(state.name())),
                        keys("page.notes.kind.", MediaType.values(), MediaType::key),
                        keys("fault.", FilterException.Fault.values(), Enum::name),
                        keys(
                                "rights.",
                                RightsProblem.Kind.values(),
                                kind -> lower(kind.name()).replace('_', '-')))
                .flatMap(Function.identity())
                .map(Arguments::of);
    }

    private static <T> Stream<String> keys(String prefix, T[] values, Function<T, String> end) {
        return Arrays.stream(values).map(value -> prefix + end.apply(value));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void each_value_has_a_text(String key) {
        assertDoesNotThrow(() -> Texts.of(Language.EN).get(key));
    }
}
