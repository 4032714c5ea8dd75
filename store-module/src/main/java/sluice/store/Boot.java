package sluice.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Which start of the machine this is. */
final class Boot {

    private static final Logger LOG = System.getLogger(Boot.class.getName());

    /** What Linux names each start of its kernel by. */
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** The name of the present start; empty where the system has none. */
    static Optional<UUID> id() {
        try {
            return Optional.of(UUID.fromString(Files.readString(ID).strip()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "the system does not name its starts: {0}", e.toString());
            return Optional.empty();
        }
    }
}
