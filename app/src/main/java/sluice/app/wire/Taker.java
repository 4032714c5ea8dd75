package sluice.app.wire;

/** Takes a body that is not read as a whole. */
@FunctionalInterface
public interface Taker {

    /**
     * Takes some of it, in its order.
     *
     * @param bytes what holds it; not to be kept
     * @param from where it begins
     * @param length how long it is, 1 or more
     * @return {@code false} when it is more than is wanted, which ends the call
     * @throws RuntimeException when it cannot be taken, which ends the call and is thrown on
     */
    boolean take(byte[] bytes, int from, int length);
}
