package sluice.queue.store.notes;

import java.util.function.Function;

/** What the notes of one bot are kept in while they are in use. Failures are told as somebody reads them who has asked for something. */
public interface NoteStorage extends AutoCloseable {

    NoteFiles files();

    /**
     * True if the files of a note are removed before it is, since both are on one disk: a full one may not take the change before there
     * is space again.
     */
    boolean removesFilesFirst();

    /** Asks something short, while nobody changes anything. */
    <T> T read(Function<NoteSql, T> question);

    /** Asks something that may take long, of one state of the notes. For any thread. */
    <T> T search(Function<NoteSql, T> question);

    /** Makes a change in a transaction, which is on the disk when this returns. */
    <T> T change(Function<NoteSql, T> change);

    /** Gives back what only those need who use the notes: most bots never keep one. What is used next takes it again. */
    default void rest() {}

    @Override
    void close();
}
