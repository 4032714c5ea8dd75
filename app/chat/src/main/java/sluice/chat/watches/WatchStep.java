package sluice.chat.watches;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Styled;

/** A step of the dialogs about watches. */
abstract class WatchStep extends DialogStep {

    private static final Logger LOG = LoggerFactory.getLogger(WatchStep.class);

    final WatchPart part;

    WatchStep(String name, WatchPart part) {
        super(name);
        this.part = part;
    }

    /**
     * Enters this step and shows its screen.
     *
     * @param data what the step must know
     * @param buttons adds the buttons
     */
    final ChatAnswer.Show enter(
            RequestContext context, Map<String, String> data, Styled text, Consumer<Buttons> buttons) {
        try {
            return new ChatAnswer.Show(part.dialogs.enter(context, WatchPart.NAME, this, data, text, buttons));
        } catch (IllegalArgumentException e) {
            LOG.debug("user {}: a step was rejected: {}", context.user(), e.getMessage());
            throw context.refusal(Subject.isDraft(data) ? "watch.too-much" : "watch.too-much.kept");
        }
    }

    /** Answers about the watch that a dialog carries, as it is now; with the list when it is not there any more. */
    final ChatAnswer about(RequestContext context, Map<String, String> data, Function<Subject, ChatAnswer> answer) {
        Optional<String> id = Subject.id(data);
        return id.isEmpty()
                ? answer.apply(Subject.draft(data))
                : part.subject(context, id.get()).map(answer).orElseGet(() -> part.list.gone(context, data));
    }

    final ChatAnswer backToCard(RequestContext context, Map<String, String> data) {
        return about(context, data, subject -> part.card.show(context, subject, ""));
    }

    /** Stands above a question; empty when nothing is wrong with the last answer. */
    static String warning(String problem) {
        return problem.isEmpty() ? "" : "⚠️ " + problem + "\n\n";
    }
}
