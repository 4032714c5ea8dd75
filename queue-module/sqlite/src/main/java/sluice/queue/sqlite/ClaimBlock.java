package sluice.queue.sqlite;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Room in the {@link ClaimFile} for what is claimed together. A slot has, in this order: state, rank, two bytes of a checksum, the id of
 * the copy, lane, due time, entry. Used by one thread at a time. What fails is answered with {@code false}, and then the store is
 * asked instead.
 */
final class ClaimBlock {

    static final int SLOT_BYTES = 32;
    static final int BYTES = ClaimFile.SLOTS * SLOT_BYTES;

    private static final Logger LOG = System.getLogger(ClaimBlock.class.getName());

    /** State, rank and copy, which are written anew with each step. */
    private static final int STEP_BYTES = 8;

    private static final Place NOTHING = new Place(0, 0, 0);

    private final FileChannel channel;
    private final long at;
    private int used;
    private long lane;

    ClaimBlock(FileChannel channel, long at) {
        this.channel = channel;
        this.at = at;
    }

    /** Reads a slot; empty when nothing was claimed there. Throws what says that it is not what was written. */
    static Optional<Claim> read(ByteBuffer slot) throws IOException {
        byte state = slot.get();
        int rank = slot.get();
        short sum = slot.getShort();
        int copy = slot.getInt();
        long lane = slot.getLong();
        Place place = new Place(rank, slot.getLong(), slot.getLong());
        // What is cleared is zero as a whole: a claim of which the state alone is gone was not cleared.
        if (state == 0 && place.equals(NOTHING) && sum == 0 && copy == 0 && lane == 0) {
            return Optional.empty();
        }
        Claim.State known = Claim.State.of(state).orElseThrow(() -> new IOException("no state " + state));
        if (sum != checksum(lane, place, known, copy)) {
            throw new IOException("a wrong checksum");
        }
        return Optional.of(new Claim(lane, place, known, copy));
    }

    private static short checksum(long lane, Place place, Claim.State state, int copy) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(SLOT_BYTES)
                .put(state.code())
                .put((byte) place.rank())
                .putInt(copy)
                .putLong(lane)
                .putLong(place.due())
                .putLong(place.entry())
                .flip());
        return (short) sum.getValue();
    }

    /** Writes down what is claimed, of which the first is about to be sent. */
    boolean claim(long claimedLane, List<Place> places) {
        lane = claimedLane;
        used = places.size();
        ByteBuffer bytes = ByteBuffer.allocate(used * SLOT_BYTES);
        for (Place place : places) {
            Claim.State state = bytes.position() == 0 ? Claim.State.BEGUN : Claim.State.CLAIMED;
            putStep(bytes, lane, place, state, 0);
            bytes.putLong(lane).putLong(place.due()).putLong(place.entry());
        }
        return write(bytes, at);
    }

    /** Writes down how far one of them has come. */
    boolean step(int index, Place place, Claim.State state, int copy) {
        ByteBuffer bytes = ByteBuffer.allocate(STEP_BYTES);
        putStep(bytes, lane, place, state, copy);
        return write(bytes, at + (long) index * SLOT_BYTES);
    }

    private static void putStep(ByteBuffer bytes, long lane, Place place, Claim.State state, int copy) {
        bytes.put(state.code())
                .put((byte) place.rank())
                .putShort(checksum(lane, place, state, copy))
                .putInt(copy);
    }

    boolean clear() {
        return write(ByteBuffer.allocate(used * SLOT_BYTES).position(used * SLOT_BYTES), at);
    }

    private boolean write(ByteBuffer bytes, long to) {
        try {
            ClaimFile.write(channel, bytes.flip(), to);
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot write what is claimed: {0}", e.toString());
            return false;
        }
    }
}
