package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * The media of a message in a note.
 *
 * @param kind what it is
 * @param type its media type, for example {@code image/jpeg}; never to be trusted by a browser that does not know what to do with it
 * @param name the name that its sender gave it, as data and for people only; perhaps empty
 * @param file the name under which it is kept, see {@link NoteRepository#file}; empty when nothing of it is
 * @param bytes the size of what is kept, 0 when nothing is
 * @param remark a remark for people, such as why only a preview is kept; perhaps empty
 */
public record NoteMedia(MediaType kind, String type, String name, String file, long bytes, String remark) {

    /** Checks that nothing is missing. */
    public NoteMedia {
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(name, "name");
        requireNonNull(file, "file");
        requireNonNull(remark, "remark");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
        }
    }

    /**
     * True if a file of it was kept; that file may have been lost since.
     *
     * @return {@code false} when nothing of it is kept
     */
    public boolean isKept() {
        return !file.isEmpty();
    }
}
