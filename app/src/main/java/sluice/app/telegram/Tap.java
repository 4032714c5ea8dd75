package sluice.app.telegram;

/**
 * A tap on a button under a message of the bot.
 *
 * @param queryId what the answer to it must name
 * @param from who tapped
 * @param chatId the chat in which the message stands, 0 when it is not told
 * @param messageId the message, 0 when it is not told
 * @param data what the button carries; it comes from the user's program and may be anything
 */
public record Tap(String queryId, Person from, long chatId, int messageId, String data) {}
