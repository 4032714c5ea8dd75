package sluice.simulator;

/** The way by which a message came into its chat. */
public enum Via {
    /** A person or a channel wrote it. */
    POSTED,
    /** The bot wrote it: sendMessage, sendPhoto, sendDocument, sendMediaGroup. */
    SENT,
    /** The bot forwarded it. */
    FORWARDED,
    /** The bot copied it. */
    COPIED
}
