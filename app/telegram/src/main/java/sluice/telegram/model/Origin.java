package sluice.telegram.model;

/**
 * The post that a forwarded message was first.
 *
 * @param chatId the channel or group in which it stands
 * @param title what that calls itself
 * @param messageId its id there, 0 when it is not known
 */
public record Origin(long chatId, String title, int messageId) {}
