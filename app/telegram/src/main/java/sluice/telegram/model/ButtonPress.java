package sluice.telegram.model;

/**
 * A tap on a button under a message of the bot.
 *
 * @param queryId the id that the answer must name
 * @param chatId the chat in which the message stands, 0 when it is not known
 * @param messageId the message, 0 when it is not known
 * @param data the data of the button; it comes from the user's program and may be anything
 */
public record ButtonPress(String queryId, Person from, long chatId, int messageId, String data) {}
