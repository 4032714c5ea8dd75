package sluice.queue.sqlite;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of one claimed delivery.
 *
 * @param lane the destination chat
 * @param place the position in the lane
 * @param state the progress of the delivery
 * @param copy the id that its copy has in the lane's chat; 0 when there is none to remember
 */
record Claim(long lane, Place place, State state, int copy) {

    /** The progress of a claimed delivery. */
    enum State {
        /** It waits. */
        CLAIMED(1),
        /** Its call is made. */
        BEGUN(2),
        /** It is done. */
        DONE(3);

        private final byte code;

        State(int code) {
            this.code = (byte) code;
        }

        /** The state's byte in the file; 0 stands for no claim. */
        byte code() {
            return code;
        }

        static Optional<State> of(byte code) {
            return Stream.of(values()).filter(state -> state.code == code).findFirst();
        }
    }
}
