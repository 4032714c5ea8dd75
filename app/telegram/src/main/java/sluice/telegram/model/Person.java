package sluice.telegram.model;

/**
 * The user who writes to the bot or taps a button.
 *
 * @param id the user's id, which is that of the private chat too
 * @param languageCode the language of the user's Telegram as an IETF tag; empty when it is not known
 */
public record Person(long id, String languageCode) {}
