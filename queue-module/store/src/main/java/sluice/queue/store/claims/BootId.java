package sluice.queue.store.claims;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The id of the current boot of the machine. */
public final class BootId {

    private static final Logger LOG = System.getLogger(BootId.class.getName());

    /** The file with Linux's random id of the current boot. */
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The id; empty where the system has none. */
    public static Optional<UUID> id() {
        try {
            return Optional.of(UUID.fromString(Files.readString(ID).strip()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "cannot read the boot id of the system: {0}", e.toString());
            return Optional.empty();
        }
    }
}
