package sluice.simulator;

/**
 * A message that a test put into a chat.
 *
 * @param chat the chat's id
 * @param messageId its id there
 * @param updateId the update that tells the bot, -1 if there is none: the bot is not in the chat, or did not ask for
 *     updates of this type
 */
public record Post(long chat, long messageId, long updateId) {}
