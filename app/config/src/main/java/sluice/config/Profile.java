package sluice.config;

/** A size of the bot, which sets several keys at once; a key that is given wins over it. */
public enum Profile {
    /** 100 messages, 50 media groups, a queue of 500. */
    SMALL,
    /** 200 messages, 100 media groups, a queue of 1,000. */
    DEFAULT,
    /** 500 messages, 200 media groups, a queue of 5,000. */
    LARGE
}
