package sluice.queue.store.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The folder with the files of notes: one for each medium, in 256 folders by the first two letters of its name. */
public final class NoteFiles {

    /** The time for which a file without a note is left alone: its note may be about to be kept. */
    static final Duration GRACE = Duration.ofHours(1);

    static final int FOLDERS = 256;

    private static final Logger LOG = System.getLogger(NoteFiles.class.getName());
    private static final Pattern NAME = Pattern.compile("[a-f0-9]{8,64}");
    private static final String PART = ".part";

    private final Path parent;
    private final Path dir;

    /**
     * A folder.
     *
     * @param parent a folder that is not made where it is missing: what is mounted there may be away
     * @param name its name there
     */
    public NoteFiles(Path parent, String name) {
        this.parent = parent;
        this.dir = parent.resolve(name);
    }

    Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a file is 8 to 64 of `a` to `f` and `0` to `9`");
        }
        Path folder = dir.resolve(name.substring(0, 2));
        try {
            if (!Files.isDirectory(parent)) {
                throw new NoSuchFileException(parent.toString(), null, "there is no such folder; make it, or mount it");
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        return folder.resolve(name);
    }

    /** Whether there has been any file. */
    boolean exist() {
        return Files.exists(dir);
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

    /**
     * Removes what no note names from one of the folders; how many files.
     *
     * @param named the names that begin like this and that notes have
     */
    int sweep(int folder, Instant now, Function<String, Set<String>> named) {
        String prefix = HexFormat.of().toHexDigits((byte) folder);
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir.resolve(prefix))) {
            for (Path file : files) {
                if (isOld(file, now)) {
                    old.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.TRACE, "no folder {0} yet", prefix);
        } catch (IOException e) {
            warn("files of notes cannot be looked through", e);
        } catch (DirectoryIteratorException e) {
            warn("files of notes cannot be looked through", e.getCause());
        }
        Set<String> kept = old.isEmpty() ? Set.of() : named.apply(prefix);
        return (int) old.stream()
                .filter(file -> !kept.contains(file.getFileName().toString()) && remove(file))
                .count();
    }

    /** The host writes one line of those that say the same, so that the file is not named: there may be thousands. */
    private void warn(String what, IOException e) {
        LOG.log(Level.WARNING, "{0}, in {1}: {2}", what, dir, e.getClass().getSimpleName());
        LOG.log(Level.DEBUG, what, e);
    }

    private static boolean isOld(Path file, Instant now) throws IOException {
        String name = file.getFileName().toString();
        String whole = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
        return NAME.matcher(whole).matches()
                && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(GRACE));
    }
}
