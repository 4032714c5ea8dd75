package sluice.queue.store.claims;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import sluice.api.Bounded;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.StoreException;

/**
 * The file {@code sluice.claims} beside the store: which deliveries were claimed together, and how far each of them has come. It has
 * a fixed size and is written in place, so that a full disk does not matter to it.
 *
 * <p>A claim is on the disk before the first of its calls is made. What becomes of each is only handed to the operating system: that
 * outlives the process, however it ends, but not the machine. So the file names the boot in which it was written. Found in the same
 * boot, it is exact; found in another, all that was claimed and is not done has an unknown outcome.
 *
 * <p>A file belongs to one store and one process, whose numbers it carries. A file that does not fit the store tells that one of them was
 * damaged, exchanged or removed.
 */
public final class ClaimFile implements AutoCloseable {

    public static final String NAME = "sluice.claims";

    /** The most deliveries that are claimed together. */
    public static final int SLOTS = 64;

    private static final Logger LOG = System.getLogger(ClaimFile.class.getName());

    private static final int BLOCKS = 128;
    private static final int HEADER_BYTES = 4096;
    private static final long MAGIC = 0x534C55494345_0002L;
    private static final long PROMISED_AT = 5 * Long.BYTES;
    private static final int SIZE = HEADER_BYTES + BLOCKS * ClaimBlock.BYTES;

    private final Path file;
    private final Optional<UUID> boot;
    private FileChannel channel;

    @Bounded("BLOCKS")
    private final Deque<ClaimBlock> free = new ArrayDeque<>();

    private final Object flushing = new Object();
    private final AtomicLong written = new AtomicLong();
    private long flushed;

    /**
     * A file that is not open yet.
     *
     * @param dataDir its folder
     * @param boot the current boot of the machine; empty where it has no id, so that nothing can be claimed
     */
    public ClaimFile(Path dataDir, Optional<UUID> boot) {
        this.file = dataDir.resolve(NAME);
        this.boot = boot;
    }

    private ClaimFile() {
        this.file = null;
        this.boot = Optional.empty();
    }

    /** No file, for a store that records deliveries one by one. */
    public static ClaimFile none() {
        return new ClaimFile();
    }

    /**
     * The claims and facts left by the last process.
     *
     * @param claims the claimed deliveries
     * @param exact whether all that was written down is there
     * @param promised the highest number of a delivery that the store was said to have; 0 when that is not known
     * @param fits whether this is the file of the store's last process, whole
     */
    public record Left(List<Claim> claims, boolean exact, long promised, boolean fits) {

        /** Where a file should be and is not, or belongs to another store. */
        static final Left MISSING = new Left(List.of(), true, 0, false);

        /** Where nothing is ever claimed. */
        static final Left NONE = new Left(List.of(), true, 0, true);
    }

    /**
     * Reads what the last process has left.
     *
     * @param store the number of the store
     * @param run the number of the process that used it last
     */
    public Left read(long store, long run) {
        if (file == null) {
            return Left.NONE;
        }
        if (!Files.exists(file)) {
            return Left.MISSING;
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StoreException("`data-dir`: " + file.toAbsolutePath() + " cannot be read (" + e + ")", e);
        }
        if (bytes.capacity() != SIZE || bytes.getLong() != MAGIC || bytes.getLong() != store) {
            LOG.log(Level.DEBUG, "{0} belongs to another store", file);
            return Left.MISSING;
        }
        boolean exact =
                boot.filter(new UUID(bytes.getLong(), bytes.getLong())::equals).isPresent();
        long written = bytes.getLong();
        long promised = bytes.getLong();
        List<Claim> claims = new ArrayList<>();
        try {
            for (int at = HEADER_BYTES; at < SIZE; at += Claim.SLOT_BYTES) {
                Claim.read(bytes.position(at)).ifPresent(claims::add);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} is damaged: {1}", file, e.getMessage());
            return new Left(claims, exact, promised, false);
        }
        // The file is begun before the store knows of it.
        return new Left(claims, exact, promised, written == run || written == run + 1);
    }

    /**
     * Forgets what is there and opens the file. Where there is no room for it, nothing can be claimed.
     *
     * @param store the number of the store
     * @param run the number of this process
     * @param promised the highest number of a delivery
     */
    public void begin(long store, long run, long promised) {
        if (file == null) {
            return;
        }
        if (boot.isEmpty()) {
            remove(new IOException("the system has no boot id"));
            return;
        }
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ByteBuffer bytes = ByteBuffer.allocate(SIZE);
            bytes.putLong(MAGIC).putLong(store);
            bytes.putLong(boot.get().getMostSignificantBits());
            bytes.putLong(boot.get().getLeastSignificantBits());
            bytes.putLong(run).putLong(promised);
            write(channel, bytes.rewind(), 0);
            channel.truncate(SIZE);
            channel.force(true);
            // Its name as well: a file that a power cut takes away says nothing of what was sent.
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
            for (int i = 0; i < BLOCKS; i++) {
                free.add(new ClaimBlock(channel, HEADER_BYTES + (long) i * ClaimBlock.BYTES));
            }
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} cannot be written; deliveries are recorded one by one: {1}", file, e.toString());
            remove(e);
        }
    }

    /** Deletes the file: it must not be read again, as the numbers in it will be given to others. */
    private void remove(IOException reason) {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            reason.addSuppressed(e);
            throw new StoreException(
                    "`data-dir`: " + file.toAbsolutePath() + " can neither be written nor deleted (" + reason + ")",
                    reason);
        }
    }

    /**
     * Claims deliveries together, of which the first is about to be sent; it is on the disk after {@link #flush}. Empty when they cannot be
     * claimed now.
     */
    public synchronized Optional<ClaimBlock> claim(long lane, List<Place> places) {
        ClaimBlock block = free.poll();
        if (block == null) {
            return Optional.empty();
        }
        if (block.claim(lane, places)) {
            written.incrementAndGet();
            return Optional.of(block);
        }
        release(block);
        return Optional.empty();
    }

    /** True if deliveries can be claimed. */
    public boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    /** The store has kept deliveries up to a number. It is only handed to the operating system, as all progress. */
    public void promise(long entry) {
        if (!isOpen()) {
            return;
        }
        try {
            write(channel, ByteBuffer.allocate(Long.BYTES).putLong(entry).flip(), PROMISED_AT);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot write the claim file: {0}", e.toString());
        }
    }

    /**
     * Returns when all that the calling thread has claimed is on the disk; {@code false} when that is not certain. One flush serves all who
     * wait for it.
     */
    public boolean flush() {
        long mine = written.get();
        synchronized (flushing) {
            if (flushed >= mine) {
                return true;
            }
            long upTo = written.get();
            try {
                channel.force(false);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot save the claims: {0}", e.toString());
                return false;
            }
            flushed = upTo;
            return true;
        }
    }

    /** Forgets what was claimed together. One that cannot be forgotten is not used again. */
    public synchronized void release(ClaimBlock block) {
        if (block.clear()) {
            free.add(block);
        }
    }

    public static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
