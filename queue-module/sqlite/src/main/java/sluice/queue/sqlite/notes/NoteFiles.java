package sluice.queue.sqlite.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The folder {@code notes} in the data directory: a file for each medium, in 256 folders by the first two letters of its name. */
final class NoteFiles {

    /** The time for which a file without a note is left alone: its note may be about to be kept. */
    static final Duration GRACE = Duration.ofHours(1);

    static final int FOLDERS = 256;

    private static final Logger LOG = System.getLogger(NoteFiles.class.getName());
    private static final Pattern NAME = Pattern.compile("[a-f0-9]{8,64}");
    private static final String PART = ".part";

    private final Path dir;

    NoteFiles(Path dataDir) {
        dir = dataDir.resolve("notes");
    }

    Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a file is 8 to 64 of `a` to `f` and `0` to `9`");
        }
        Path folder = dir.resolve(name.substring(0, 2));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        return folder.resolve(name);
    }

    /** Removes a file. What cannot be removed now is one that no note names later, and is tried again as such. */
    void remove(String name) {
        if (NAME.matcher(name).matches()) {
            remove(dir.resolve(name.substring(0, 2)).resolve(name));
        }
    }

    private boolean remove(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            warn("files of notes cannot be removed", e);
            return false;
        }
    }

    /** Removes what no note names from one of the folders; how many files. */
    int sweep(int folder, Instant now, Predicate<String> isNamed) {
        Path one = dir.resolve(HexFormat.of().toHexDigits((byte) folder));
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(one)) {
            for (Path file : files) {
                removed += isLeft(file, now, isNamed) && remove(file) ? 1 : 0;
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.TRACE, "no folder {0} yet", one);
        } catch (IOException e) {
            warn("files of notes cannot be looked through", e);
        }
        return removed;
    }

    /** The host writes one line of those that say the same, so that the file is not named: there may be thousands. */
    private void warn(String what, IOException e) {
        LOG.log(Level.WARNING, "{0}, in {1}: {2}", what, dir, e.getClass().getSimpleName());
        LOG.log(Level.DEBUG, what, e);
    }

    private static boolean isLeft(Path file, Instant now, Predicate<String> isNamed) throws IOException {
        String name = file.getFileName().toString();
        boolean part = name.endsWith(PART);
        String whole = part ? name.substring(0, name.length() - PART.length()) : name;
        return NAME.matcher(whole).matches()
                && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(GRACE))
                && (part || !isNamed.test(name));
    }
}
