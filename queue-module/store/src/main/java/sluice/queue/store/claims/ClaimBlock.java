package sluice.queue.store.claims;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import sluice.queue.store.tables.Place;

/**
 * Room in the {@link ClaimFile} for deliveries of one lane that are claimed together. Used by one thread at a time. What
 * fails is answered with {@code false}, and then the store is asked instead.
 */
public final class ClaimBlock {

    public static final int BYTES = ClaimFile.SLOTS * Claim.SLOT_BYTES;

    private static final Logger LOG = System.getLogger(ClaimBlock.class.getName());

    private final FileChannel channel;
    private final long at;
    private int used;
    private long lane;

    public ClaimBlock(FileChannel channel, long at) {
        this.channel = channel;
        this.at = at;
    }

    /** Writes down what is claimed, of which the first is about to be sent. */
    public boolean claim(long claimedLane, List<Place> places) {
        lane = claimedLane;
        used = places.size();
        ByteBuffer bytes = ByteBuffer.allocate(used * Claim.SLOT_BYTES);
        for (Place place : places) {
            Claim.State state = bytes.position() == 0 ? Claim.State.BEGUN : Claim.State.CLAIMED;
            new Claim(lane, place, state, 0).putSlot(bytes);
        }
        return write(bytes.flip(), at);
    }

    /** Writes down how far one of them has come. */
    public boolean step(int index, Place place, Claim.State state, int copy) {
        ByteBuffer bytes = new Claim(lane, place, state, copy).putStep(ByteBuffer.allocate(Claim.STEP_BYTES));
        return write(bytes.flip(), at + (long) index * Claim.SLOT_BYTES);
    }

    public boolean clear() {
        return write(ByteBuffer.allocate(used * Claim.SLOT_BYTES), at);
    }

    private boolean write(ByteBuffer bytes, long to) {
        try {
            ClaimFile.write(channel, bytes, to);
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot write what is claimed: {0}", e.toString());
            return false;
        }
    }
}
