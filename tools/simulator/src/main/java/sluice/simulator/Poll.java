package sluice.simulator;

/**
 * A getUpdates call that came in.
 *
 * @param number counts from 1
 * @param nanoTime when it came in, by the ticker of the options, nanoseconds
 * @param offset as asked, 0 if it was left out
 * @param limit as asked, 100 if it was left out
 * @param timeout as asked, seconds, 0 if it was left out
 */
public record Poll(long number, long nanoTime, long offset, int limit, int timeout) {}
