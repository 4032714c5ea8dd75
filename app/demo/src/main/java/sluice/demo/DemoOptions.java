package sluice.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The options of a demo.
 *
 * @param bots the bots of the process, 1 to {@link #MAX_BOTS}
 * @param channels source channels of all bots together, each with a watch and a destination of its own, at least one for each bot, to
 *     {@link #MAX_CHANNELS}; two special ones for each bot come on top
 * @param messages the number of messages in all of them together, at least one for each bot, to {@link #MAX_MESSAGES}
 * @param queue the name of the queue of each bot, as {@code modules.queue} has it
 * @param plugins a folder of plugins; empty for none
 * @param stay true if it goes on after its end, with its pages, until it is asked to stop
 */
record DemoOptions(int bots, int channels, int messages, String queue, Optional<Path> plugins, boolean stay) {

    /** Each is a whole bot, with a queue and a thread that polls. */
    static final int MAX_BOTS = 100;

    /** Far more than a bot of this kind watches. */
    static final int MAX_CHANNELS = 1_000;

    /** Some minutes of work. */
    static final int MAX_MESSAGES = 1_000_000;

    /** The default queue. */
    static final String QUEUE = "sqlite";

    DemoOptions {
        check("bots", bots, 1, MAX_BOTS);
        check("channels", channels, bots, MAX_CHANNELS);
        check("messages", messages, bots, MAX_MESSAGES);
    }

    /** What of it falls to one of the bots, which count from 0. */
    DemoOptions share(int bot) {
        return new DemoOptions(1, (channels + bot) / bots, (messages + bot) / bots, queue, plugins, stay);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
