package sluice.store;

/** The file cannot be read or written at present: no space, locked by another process, a broken disk. */
final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
