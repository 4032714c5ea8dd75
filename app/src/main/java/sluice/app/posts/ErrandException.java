package sluice.app.posts;

/** An errand cannot be kept at present, for example because the disk is full. */
public final class ErrandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErrandException(String message, Throwable cause) {
        super(message, cause);
    }
}
