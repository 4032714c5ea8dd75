package sluice.engine.deliver;

import java.util.Optional;
import sluice.api.Watch;

/** A notice to somebody who runs the bot, who can do something about it. */
public sealed interface Notice {

    /** A chat cannot be used. Its messages wait. */
    record ChatUnusable(long chatId, String detail) implements Notice {}

    /** A source protects its content, so that a watch of it sends nothing. */
    record ContentProtected(Watch watch) implements Notice {}

    /** A message cannot be sent. It is a dead letter. */
    record MessageUnusable(Watch watch, long source, long destination, String detail) implements Notice {}

    /** A watch gets nothing any more, because the bot cannot read its source. */
    record SourceLost(Watch watch) implements Notice {}

    /** A watch can send nothing any more, because the topic that it sends to is not there. */
    record TopicLost(Watch watch, String detail) implements Notice {}

    /**
     * The queue is full, most of all by what waits for the busiest destination. Either messages are dropped meanwhile,
     * or nothing is lost, and nothing more is received.
     */
    record QueueFull(boolean dropping, Optional<Busiest> busiest) implements Notice {}

    /** A destination, and how many messages wait for it. */
    record Busiest(long chatId, int waiting) {}
}
