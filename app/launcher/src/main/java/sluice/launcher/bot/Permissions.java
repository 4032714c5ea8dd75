package sluice.launcher.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sluice.config.Config;
import sluice.host.Inventory;

/** Warns of plugins that others on this machine may change. Systems without such permissions have nothing to tell. */
public final class Permissions {

    private Permissions() {}

    /** The warning; empty when there is nothing to warn of. */
    public static Optional<String> warning(Config config) {
        return Inventory.folder(config).filter(Files::isDirectory).flatMap(Permissions::changeable);
    }

    private static Optional<String> changeable(Path plugins) {
        try (Stream<Path> inside = Files.walk(plugins, 2)) {
            return inside.filter(path -> others(path).contains(PosixFilePermission.OTHERS_WRITE))
                    .findFirst()
                    .map(path -> "plugins-dir: everybody on this machine may change " + path
                            + ", and so what the bot runs; `chmod -R o-w " + plugins + "` ends that");
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("plugins-dir: " + plugins + " cannot be searched (" + e.getMessage() + ")");
        }
    }

    private static Set<PosixFilePermission> others(Path path) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException | UnsupportedOperationException e) {
            return Set.of();
        }
    }
}
