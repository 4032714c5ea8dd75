package sluice.control.posts;

/** A copy request that cannot be kept at present, for example because the disk is full. */
public final class CopyRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyRequestException(String message) {
        super(message);
    }
}
