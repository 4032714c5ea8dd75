package sluice.api;

/** A memory concern that can give up what it no longer needs. */
public interface Cleanable {
    /**
     * Removes what has expired.
     *
     * @return how many entries were removed, 0 or more
     */
    long clean();
}
