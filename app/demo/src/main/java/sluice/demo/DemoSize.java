package sluice.demo;

/**
 * The size of the demo.
 *
 * @param channels source channels, each with a watch and a destination of its own, 1 to {@link #MAX_CHANNELS}; two special
 *     ones come on top
 * @param messages how many messages are posted in all of them together, 1 to {@link #MAX_MESSAGES}
 */
public record DemoSize(int channels, int messages) {

    /** Far more than a bot of this kind watches. */
    public static final int MAX_CHANNELS = 1_000;

    /** Some minutes of work. */
    public static final int MAX_MESSAGES = 1_000_000;

    /** Checks both. */
    public DemoSize {
        check("channels", channels, MAX_CHANNELS);
        check("messages", messages, MAX_MESSAGES);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
        }
    }
}
