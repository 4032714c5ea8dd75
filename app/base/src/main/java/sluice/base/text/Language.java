package sluice.base.text;

/** The language of the log and the chat. */
public enum Language {
    /** English. */
    EN,
    /** Chinese. */
    ZH,
    /** In the chat the language of the user's Telegram, where it is spoken; English in the log. */
    AUTO
}
