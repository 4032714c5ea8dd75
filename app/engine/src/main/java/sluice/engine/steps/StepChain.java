package sluice.engine.steps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import sluice.api.Bounded;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageFilter;
import sluice.api.MessageTransform;
import sluice.api.StepMessage;
import sluice.api.StepVerdict;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.host.status.StepCounters;

/** The steps of one watch, in their order. This class is thread-safe. */
public final class StepChain {

    /** No steps. */
    public static final StepChain NONE = new StepChain(List.of(), Optional.empty());

    @Bounded("Step.MAX_STEPS")
    private final List<PreparedStep> steps;

    /** Empty where there are no steps. */
    private final Optional<StepCounters> counters;

    /** The result of a message on its way through the steps. */
    public sealed interface Result {

        /**
         * It goes on.
         *
         * @param texts the text of each message in their order, whether changed or not
         */
        record Passed(List<FormattedText> texts) implements Result {}

        /** A filter left it out. */
        record Dropped(Refusal refusal) implements Result {}

        /** A step failed, and the message is not to be sent without it. */
        record Held(String step) implements Result {}
    }

    private StepChain(List<PreparedStep> steps, Optional<StepCounters> counters) {
        this.steps = steps;
        this.counters = counters;
    }

    static StepChain of(List<PreparedStep> steps, StepCounters counters) {
        return steps.isEmpty() ? NONE : new StepChain(List.copyOf(steps), Optional.of(counters));
    }

    /** True if there are no steps. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The steps up to the last filter, which is all that it takes to know whether a message passes. */
    public StepChain untilLastFilter() {
        int end = steps.size();
        while (end > 0 && !steps.get(end - 1).isFilter()) {
            end--;
        }
        return end == 0 ? NONE : new StepChain(steps.subList(0, end), counters);
    }

    /** The transforms alone, for messages that pass for another reason. */
    public StepChain transforms() {
        return only(step -> !step.isFilter());
    }

    /**
     * The step that holds a message which the steps cannot see, since it came in before there were any. It is treated
     * as if all of them failed. Returns the name of a step without which it must not be sent; empty when it goes on.
     */
    public Optional<String> unseen() {
        counters.ifPresent(StepCounters::passedOver);
        return steps.stream()
                .filter(PreparedStep::holds)
                .map(PreparedStep::name)
                .findFirst();
    }

    /** The filters alone, for messages that cannot be changed. */
    StepChain filters() {
        return only(PreparedStep::isFilter);
    }

    private StepChain only(Predicate<PreparedStep> wanted) {
        List<PreparedStep> left = steps.stream().filter(wanted).toList();
        return left.isEmpty() ? NONE : new StepChain(left, counters);
    }

    /** Leads a message through the steps; of an album all members at hand, by rising id. */
    public Result run(List<StepMessage> messages) {
        List<StepMessage> now = new ArrayList<>(messages);
        for (PreparedStep step : steps) {
            Optional<Result> end = switch (step.use()) {
                case PreparedStep.Use.Filter(MessageFilter.Use filter) -> judge(step, filter, List.copyOf(now));
                case PreparedStep.Use.Transform(MessageTransform.Use transform) -> transform(step, transform, now);
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Result.Passed(now.stream().map(StepMessage::text).toList());
    }

    private Optional<Result> judge(PreparedStep step, MessageFilter.Use filter, List<StepMessage> messages) {
        Optional<StepVerdict> verdict = step.guarded().ask(() -> filter.judge(messages));
        if (verdict.isEmpty()) {
            return failed(step);
        }
        return verdict.filter(answer -> !answer.keeps())
                .map(answer -> new Result.Dropped(new Refusal(SkipReason.STEP, step.name(), answer.reason())));
    }

    private Optional<Result> transform(PreparedStep step, MessageTransform.Use transform, List<StepMessage> now) {
        for (int i : targets(now)) {
            StepMessage message = now.get(i);
            Optional<FormattedText> changed = step.guarded().ask(() -> requireSendable(transform.transform(message)));
            if (changed.isEmpty()) {
                return failed(step);
            }
            now.set(i, message.with(changed.get()));
        }
        return Optional.empty();
    }

    /** A step that fails is as if it were not there, unless the watch wants it otherwise. */
    private Optional<Result> failed(PreparedStep step) {
        if (step.holds()) {
            return Optional.of(new Result.Held(step.name()));
        }
        counters.ifPresent(StepCounters::passedOver);
        return Optional.empty();
    }

    /**
     * The messages whose text is to be changed: a single one that can have a text; of an album those that have a caption, and where
     * none has, the first one. Telegram shows a caption under an album only where there is no other.
     */
    private static int[] targets(List<StepMessage> messages) {
        int[] worded = IntStream.range(0, messages.size())
                .filter(i ->
                        isChangeable(messages.get(i)) && !messages.get(i).text().isEmpty())
                .toArray();
        return worded.length == 0 && isChangeable(messages.getFirst()) ? new int[] {0} : worded;
    }

    private static boolean isChangeable(StepMessage message) {
        return message.media() == MediaType.TEXT || message.media().takesCaption();
    }

    /** Half a surrogate pair is no character and cannot be sent; a text without end would keep its chat busy for hours. */
    private static FormattedText requireSendable(FormattedText text) {
        requireNonNull(text, "it answered null");
        if (text.text().length() > FormattedText.MAX_LENGTH) {
            throw new IllegalArgumentException("the text has more than " + FormattedText.MAX_LENGTH + " UTF-16 units: "
                    + text.text().length());
        }
        if (text.text().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("the text holds half of a surrogate pair");
        }
        return text;
    }
}
