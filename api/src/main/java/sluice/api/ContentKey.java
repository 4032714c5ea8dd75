package sluice.api;

/**
 * A content on its way to one destination.
 *
 * @param destination the chat it goes to, or the lane of notes
 * @param topic the forum topic it goes to, 0 for none
 * @param high the first half of a hash of 128 bits over the content
 * @param low the second half
 */
public record ContentKey(long destination, int topic, long high, long low) {}
