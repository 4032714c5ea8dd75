package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.FormattedText;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.StepMessage;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.RequestContext;
import sluice.control.watches.Watches;
import sluice.engine.route.Route;
import sluice.engine.steps.StepChain;

/** Shows what the steps of a watch make of the last message that an admin sent for it, or of a sample. This class is thread-safe. */
final class StepTrial {

    private static final int MAX_SAMPLES = 32;

    private final Watches watches;

    @Bounded("MAX_SAMPLES, the eldest goes")
    private final Map<Long, StepMessage> samples = BoundedMap.byAge(MAX_SAMPLES);

    StepTrial(Watches watches) {
        this.watches = watches;
    }

    /** Tries steps with this message of a user from now on. */
    void keep(long user, StepMessage message) {
        synchronized (samples) {
            samples.put(user, message);
        }
    }

    /** The result for the user's last message, or for a sample, with the text before; each cut to a length. */
    String of(RequestContext context, Watch watch, int longest) {
        Optional<StepMessage> kept;
        synchronized (samples) {
            kept = Optional.ofNullable(samples.get(context.user()));
        }
        StepMessage message = kept.orElseGet(() -> sample(context));
        String before = DisplayText.cut(message.text().text(), longest / 2);
        String result = switch (watches.tried(watch, message)) {
            case StepChain.Result.Passed(List<FormattedText> texts) ->
                texts.getFirst().isEmpty()
                        ? context.text("steps.empty")
                        : context.text(
                                "trial.extracted",
                                DisplayText.cut(texts.getFirst().text(), longest));
            case StepChain.Result.Dropped(var refusal) -> context.text("steps.dropped", refusal.step());
            case StepChain.Result.Held(String step) -> context.text("steps.held", step);
        };
        return context.text(kept.isPresent() ? "steps.before" : "steps.sample", before) + "\n\n" + result;
    }

    private static StepMessage sample(RequestContext context) {
        MessageDetails details = MessageDetails.ofText(MessageSender.UNKNOWN, 0, "");
        return Route.stepMessage(context.user(), 1, context.text("steps.sample-text"), details);
    }
}
