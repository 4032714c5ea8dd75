package sluice.queue.store.claims;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import sluice.queue.store.tables.Place;

/**
 * The record of one claimed delivery. Its slot in the {@link ClaimFile} has, in this order: state, rank, two bytes of a
 * checksum, the id of the copy, lane, due time, entry.
 *
 * @param lane the destination chat
 * @param place the position in the lane
 * @param state the progress of the delivery
 * @param copy the id that its copy has in the lane's chat; 0 when there is none to remember
 */
public record Claim(long lane, Place place, State state, int copy) {

    public static final int SLOT_BYTES = 32;

    /** State, rank, checksum and copy, which are written anew with each step. */
    public static final int STEP_BYTES = 8;

    private static final Place NO_PLACE = new Place(0, 0, 0);

    /** The progress of a claimed delivery, in the order of the state's byte in the file. */
    public enum State {
        /** Nothing is claimed. */
        FREE,
        /** It waits. */
        CLAIMED,
        /** Its call is made. */
        BEGUN,
        /** It is done. */
        DONE;

        private static final List<State> BY_CODE = List.of(values());
    }

    /** Reads a slot; empty when nothing was claimed there. Throws what says that it is not what was written. */
    public static Optional<Claim> read(ByteBuffer slot) throws IOException {
        byte state = slot.get();
        int rank = slot.get();
        short sum = slot.getShort();
        int copy = slot.getInt();
        long lane = slot.getLong();
        Place place = new Place(rank, slot.getLong(), slot.getLong());
        // What is cleared is zero as a whole: a claim of which the state alone is gone was not cleared.
        if (state == 0 && place.equals(NO_PLACE) && sum == 0 && copy == 0 && lane == 0) {
            return Optional.empty();
        }
        if (state < 1 || state >= State.BY_CODE.size()) {
            throw new IOException("no state " + state);
        }
        Claim claim = new Claim(lane, place, State.BY_CODE.get(state), copy);
        if (sum != claim.checksum()) {
            throw new IOException("a wrong checksum");
        }
        return Optional.of(claim);
    }

    private short checksum() {
        CRC32C sum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES)
                .put(code())
                .put((byte) place.rank())
                .putInt(copy);
        sum.update(putKey(bytes).flip());
        return (short) sum.getValue();
    }

    private byte code() {
        return (byte) State.BY_CODE.indexOf(state);
    }

    private ByteBuffer putKey(ByteBuffer bytes) {
        return bytes.putLong(lane).putLong(place.due()).putLong(place.entry());
    }

    public ByteBuffer putStep(ByteBuffer bytes) {
        return bytes.put(code()).put((byte) place.rank()).putShort(checksum()).putInt(copy);
    }

    public void putSlot(ByteBuffer bytes) {
        putKey(putStep(bytes));
    }
}
