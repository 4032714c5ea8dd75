package sluice.engine.route;

import java.util.List;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.StepMessage;
import sluice.api.Watch;
import sluice.base.content.Entities;
import sluice.config.filter.Extractor;
import sluice.config.filter.Filter;
import sluice.engine.steps.StepChain;

/**
 * A watch, ready to be applied.
 *
 * @param entry those of its steps that decide whether a message passes
 */
public record Route(Watch watch, Filter filter, Extractor extractor, StepChain steps, StepChain entry) {

    /** The topic of a forum whose messages carry no topic. */
    private static final int GENERAL = 1;

    public static Route of(Watch watch, StepChain steps) {
        return new Route(
                watch,
                new Filter(watch.filters()),
                new Extractor(watch.extractPatterns()),
                steps,
                steps.untilLastFilter());
    }

    Route with(Watch other) {
        return new Route(other, filter, extractor, steps, entry);
    }

    /**
     * The message, or all members of an album, as the steps see them: in extract mode the matches, as one text in the
     * place of all.
     */
    public List<StepMessage> seen(List<StepMessage> messages) {
        if (!extracts()) {
            return messages;
        }
        StepMessage first = messages.getFirst();
        List<String> texts =
                messages.stream().map(message -> message.text().text()).toList();
        return List.of(new StepMessage(
                first.chatId(),
                first.messageId(),
                first.topic(),
                MediaType.TEXT,
                first.sender(),
                false,
                FormattedText.of(extract(texts)),
                first.facts()));
    }

    /** The text that is sent in extract mode: the matches, one per line without repeats; empty when there are none. */
    public String extract(List<String> texts) {
        return extractor.extract(texts).orElse("");
    }

    /** True in extract mode, where matches are sent in place of the message. */
    public boolean extracts() {
        return watch.mode() == Watch.Mode.EXTRACT;
    }

    /** The lane that its messages go through: the chat that it sends to, or the lane of the notes of its source. */
    public long lane() {
        return watch.record() ? NoteLane.of(watch.source()) : watch.destination();
    }

    /** The topic that its messages go to, as they carry it: 0 for General too. */
    int destinationTopic() {
        return watch.record() ? 0 : carried(watch.destinationTopic());
    }

    boolean watches(Arrival arrival) {
        return !watch.paused() && (watch.topic() == 0 || carried(watch.topic()) == arrival.topic());
    }

    private static int carried(int topic) {
        return topic == GENERAL ? 0 : topic;
    }

    /** A message as steps see it. */
    public static StepMessage stepMessage(long chatId, int messageId, String text, MessageDetails details) {
        return new StepMessage(
                chatId,
                messageId,
                details.topic(),
                details.media(),
                details.sender(),
                details.media().takesCaption(),
                Entities.text(text, details.entities()),
                details.facts());
    }
}
