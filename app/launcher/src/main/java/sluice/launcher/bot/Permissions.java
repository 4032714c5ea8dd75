package sluice.launcher.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sluice.base.log.Secret;
import sluice.config.Config;
import sluice.host.Inventory;

/**
 * Warns of files that others on this machine may read or change, and had better not. Systems without such permissions have nothing to tell.
 */
public final class Permissions {

    private Permissions() {}

    /** Checks the permissions of the files, and returns a line for each warning. */
    public static List<String> warnings(Path file, Config config) {
        List<String> warnings = new ArrayList<>();
        if (others(file).contains(PosixFilePermission.OTHERS_READ) && holdsToken(file, config)) {
            warnings.add(file + ": holds the token, and everybody on this machine may read it; `chmod o-r " + file
                    + "` ends that");
        }
        Inventory.folder(config)
                .filter(Files::isDirectory)
                .flatMap(Permissions::changeable)
                .ifPresent(warnings::add);
        return warnings;
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

    private static boolean holdsToken(Path file, Config config) {
        try {
            String text = Files.readString(file);
            return config.telegram()
                    .token()
                    .map(Secret::reveal)
                    .filter(text::contains)
                    .isPresent();
        } catch (IOException e) {
            return false;
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
