package sluice.host.status;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.file.PrivateFile;
import sluice.base.log.RepeatedWarnings;

/**
 * The file in which the {@link History} outlives the process. It is written as a whole beside the old one, which it then replaces in one
 * step. Curves are a convenience: whatever is wrong with the file is a warning and no more.
 */
public final class HistoryFile {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

    private static final int MAGIC = 0x534c4831;

    /** More than any history needs. */
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;

    public HistoryFile(Path dataDir) {
        this.file = dataDir.resolve("history");
    }

    /** Takes over what is kept, if it is there and whole. */
    public void read(History history) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it is too large");
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - Long.BYTES;
            if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != sum(bytes, length)) {
                throw new IOException("its sum is wrong");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            if (in.readInt() != MAGIC) {
                throw new IOException("it is of another kind");
            }
            history.read(in);
        } catch (IOException e) {
            LOG.warn("the curves of before are lost, {} cannot be used: {}", file, e.getMessage());
        }
    }

    public void write(History history) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            history.write(out);
            out.writeLong(sum(bytes.toByteArray(), bytes.size()));
            PrivateFile.replace(file, bytes.toByteArray());
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(RepeatedWarnings.CAUSE, "the curves cannot be kept")
                    .log("the curves cannot be kept in {}: {}", file, e.toString());
        }
    }

    private static long sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
