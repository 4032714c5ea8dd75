package sluice.chat.watches;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.config.filter.FilterException;
import sluice.config.filter.Verdict;

/** Keys of texts of which the code holds the first words only: one for each constant. */
class PutTogetherKeysTest {

    private static void assertThere(String key) {
        for (Language language : List.of(Language.EN, Language.ZH)) {
            assertFalse(Texts.of(language).get(key).isBlank(), key);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_fields(Field field) {
        assertThere("field." + field.key());
        assertThere("ask." + field.key());
    }

    @ParameterizedTest
    @EnumSource
    void of_steps(StepType type) {
        type.settings.forEach(setting -> assertThere(type.question(setting)));
    }

    @ParameterizedTest
    @EnumSource
    void of_faults(FilterException.Fault fault) {
        assertThere("fault." + fault.name());
    }

    @ParameterizedTest
    @EnumSource
    void of_rules(Verdict.Rule rule) {
        assertThere("rule." + rule.name());
        if (rule.name().startsWith("WHITELIST")) {
            assertThere("rule." + rule.name() + ".unmatched");
        }
    }

    @Test
    void of_modes_and_commands() {
        Stream.of(ModeStep.COPY, ModeStep.FORWARD, ModeStep.EXTRACT).forEach(choice -> assertThere("mode." + choice));
        Stream.of("watch", "help", "cancel").forEach(command -> assertThere("command." + command));
    }
}
