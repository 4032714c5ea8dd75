package sluice.engine.deliver;

import java.util.Optional;
import sluice.api.Watch;

/** A notice to somebody who runs the bot, who can do something about it. */
public sealed interface Notice {

    /**
     * A chat cannot be used. Its messages wait.
     *
     * @param chatId the chat's id
     * @param detail why, in Telegram's words
     */
    record ChatUnusable(long chatId, String detail) implements Notice {}

    /**
     * A source protects its content, so that a watch of it sends nothing.
     *
     * @param watch the watch
     */
    record ContentProtected(Watch watch) implements Notice {}

    /**
     * A message cannot be sent. It is a dead letter.
     *
     * @param watch by which watch
     * @param source the chat in which it stands
     * @param destination where it should have gone
     * @param detail why, in Telegram's words
     */
    record MessageUnusable(Watch watch, long source, long destination, String detail) implements Notice {}

    /**
     * A watch gets nothing any more, because the bot cannot read its source.
     *
     * @param watch the watch
     */
    record SourceLost(Watch watch) implements Notice {}

    /**
     * A watch can send nothing any more, because the topic that it sends to is not there.
     *
     * @param watch the watch
     * @param detail why, in Telegram's words
     */
    record TopicLost(Watch watch, String detail) implements Notice {}

    /**
     * The queue is full.
     *
     * @param dropping whether messages are skipped meanwhile; otherwise nothing is lost, and nothing more is taken in
     * @param busiest the destination for which most of it waits; empty when nothing waits for a watch's destination
     */
    record QueueFull(boolean dropping, Optional<Busiest> busiest) implements Notice {}

    /**
     * A destination with all that waits for it.
     *
     * @param chatId the chat's id
     * @param waiting how many messages wait
     */
    record Busiest(long chatId, int waiting) {}
}
