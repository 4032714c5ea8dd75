package sluice.engine.route;

import java.util.List;
import java.util.function.UnaryOperator;
import sluice.api.FormattedText;
import sluice.api.StepMessage;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.config.filter.MessageTexts;
import sluice.config.filter.Verdict;
import sluice.engine.steps.StepChain;
import sluice.host.status.Refusal;

/**
 * The result of trying a watch on a message: what would be sent, or which rule decides. Nothing is sent.
 *
 * @param end what the message would come to if they let it pass
 * @param text the text that would be sent, or the step that decides with its reason; empty where there is none
 */
public record Trial(Verdict verdict, End end, String text, boolean noText, boolean paused) {

    /** What a message would come to, each with a text under {@code trial.} and its key. */
    public enum End {
        /** It is copied as it is. */
        COPIED("copied", true),
        /** It is forwarded. */
        FORWARDED("forwarded", true),
        /** It is kept as a note. */
        NOTED("noted", true),
        /** Its text is sent, after extraction or steps. */
        SENT("extracted", true),
        /** The same is kept as a note. */
        SENT_NOTE("extracted-note", true),
        /** No extract pattern matches. */
        NOTHING_EXTRACTED("nothing-extracted", false),
        /** Telegram does not copy this kind. */
        NOT_COPYABLE("not-copyable", false),
        /** A step filters it out. */
        STEP("step", false),
        /** A step fails, and the message waits for somebody. */
        HELD("held", false),
        /** The steps leave nothing of its text. */
        NOTHING_LEFT("nothing-left", false);

        private final String key;
        private final boolean sends;

        End(String key, boolean sends) {
            this.key = key;
            this.sends = sends;
        }
    }

    /** Tries a watch, whose filters and patterns are right, with its steps. */
    public static Trial of(Watch watch, StepChain steps, StepMessage message, boolean copyable) {
        Route route = Route.of(watch, steps);
        String before = message.text().text();
        Verdict verdict = route.filter().judge(MessageTexts.of(before));
        Trial trial = new Trial(verdict, End.COPIED, "", before.isEmpty() && isFiltered(watch), watch.paused());
        if (!verdict.passes()) {
            return trial;
        }
        if (route.extracts() && route.extract(List.of(before)).isBlank()) {
            return trial.with(End.NOTHING_EXTRACTED, "");
        }
        return switch (steps.run(route.seen(List.of(message)))) {
            case StepChain.Result.Dropped(Refusal refusal) ->
                trial.with(
                        End.STEP, refusal.word().isEmpty() ? refusal.step() : refusal.step() + ": " + refusal.word());
            case StepChain.Result.Held(String step) -> trial.with(End.HELD, step);
            case StepChain.Result.Passed(List<FormattedText> made) ->
                passed(trial, watch, before, made.getFirst().text(), copyable);
        };
    }

    private static boolean isFiltered(Watch watch) {
        return !watch.filters().equals(Watch.Filters.NONE);
    }

    private static Trial passed(Trial trial, Watch watch, String before, String made, boolean copyable) {
        boolean changed = !made.equals(before);
        boolean extracts = watch.mode() == Watch.Mode.EXTRACT;
        if (watch.preserveSource() && !extracts && !watch.record()) {
            return trial.with(End.FORWARDED, "");
        }
        if (changed && made.isBlank()) {
            return trial.with(End.NOTHING_LEFT, "");
        }
        if (extracts || changed) {
            return trial.with(watch.record() ? End.SENT_NOTE : End.SENT, made);
        }
        return trial.with(watch.record() ? End.NOTED : copyable ? End.COPIED : End.NOT_COPYABLE, "");
    }

    private Trial with(End other, String its) {
        return new Trial(verdict, other, its, noText, paused);
    }

    /**
     * The result in lines.
     *
     * @param rule cuts and marks the keyword or expression that decides
     * @param content cuts the text that would be sent
     */
    public String words(Texts texts, UnaryOperator<String> rule, UnaryOperator<String> content) {
        String decided = rule(texts, rule);
        String words = texts.get(verdict.passes() ? "trial.passes" : "trial.stays", decided);
        if (verdict.passes()) {
            String ends = texts.get("trial." + end.key, content.apply(text));
            words = end.sends ? words + "\n" + ends : "⛔ " + ends;
        }
        if (noText) {
            words += "\n" + texts.get("trial.no-text");
        }
        return paused ? words + "\n" + texts.get("trial.paused") : words;
    }

    /** The rule that decided, with the entry where one matched. */
    private String rule(Texts texts, UnaryOperator<String> shown) {
        String key = "rule." + verdict.rule().name();
        if (verdict.rule() == Verdict.Rule.NONE) {
            return texts.get(key);
        }
        return verdict.text().isEmpty() ? texts.get(key + ".unmatched") : texts.get(key, shown.apply(verdict.text()));
    }
}
