package sluice.store;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is written down of one delivery that was claimed.
 *
 * @param lane its lane
 * @param place where it stands there
 * @param state how far it has come
 * @param copy the id that its copy has in the lane's chat; 0 when there is none to remember
 */
record Claim(long lane, Place place, State state, int copy) {

    /** How far a claimed delivery has come. */
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

        /** What stands in the file for it; 0 stands for no claim. */
        byte code() {
            return code;
        }

        static Optional<State> of(byte code) {
            return Stream.of(values()).filter(state -> state.code == code).findFirst();
        }
    }
}
