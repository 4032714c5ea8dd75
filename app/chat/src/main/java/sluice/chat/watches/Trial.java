package sluice.chat.watches;

import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.chat.dialog.DisplayText;
import sluice.config.filter.Extractor;
import sluice.config.filter.Filter;
import sluice.config.filter.Verdict;
import sluice.telegram.model.Message;

/** A dry run of a watch with one message, told in words. */
final class Trial {

    /** Of the rule that decides, in UTF-16 units. */
    private static final int MAX_RULE = 500;

    /** The most text shown of the matches, in UTF-16 units. */
    private static final int MAX_EXTRACT = 1_500;

    private Trial() {}

    static String of(Texts texts, Watch watch, Message message) {
        Verdict verdict = Filter.of(watch.filters()).judge(message.text());
        String rule = rule(texts, verdict);
        String result = verdict.passes() ? texts.get("trial.passes", rule) : texts.get("trial.stays", rule);
        if (verdict.passes()) {
            result += "\n" + sent(texts, watch, message);
        }
        if (message.text().isEmpty()) {
            result += "\n" + texts.get("trial.no-text");
        }
        return watch.paused() ? result + "\n" + texts.get("trial.paused") : result;
    }

    /** The rule that decided, with the entry where one matched. */
    private static String rule(Texts texts, Verdict verdict) {
        String key = "rule." + verdict.rule().name();
        if (verdict.rule() == Verdict.Rule.NONE) {
            return texts.get(key);
        }
        String matched = DisplayText.isolated(DisplayText.cut(verdict.text(), MAX_RULE));
        return verdict.text().isEmpty() ? texts.get(key + ".unmatched") : texts.get(key, matched);
    }

    private static String sent(Texts texts, Watch watch, Message message) {
        if (watch.record() && watch.mode() != Watch.Mode.EXTRACT) {
            return texts.get("trial.noted");
        }
        if (watch.mode() == Watch.Mode.EXTRACT) {
            return Extractor.of(watch.extractPatterns())
                    .extract(message.text())
                    .map(found -> texts.get(
                            watch.record() ? "trial.extracted-note" : "trial.extracted",
                            DisplayText.cut(found, MAX_EXTRACT)))
                    .orElseGet(() -> texts.get("trial.nothing-extracted"));
        }
        if (watch.preserveSource()) {
            return texts.get("trial.forwarded");
        }
        return texts.get(message.content() == Message.Content.ORDINARY ? "trial.copied" : "trial.not-copyable");
    }
}
