package sluice.queue.store.tables;

/** The store cannot be read or written at present: no space, locked by another process, a broken disk, no connection. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** True if there is no space left. */
    public boolean isFull() {
        return false;
    }
}
