package sluice.app.wire;

import java.io.IOException;

/** A call came to no answer. */
public final class CallException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How far the call had come. */
    public enum Stage {
        /** The server cannot have got the whole request, so that it had no effect. */
        NOT_SENT,
        /** The server may have got the request; nothing came back that can be taken for an answer. */
        NO_ANSWER,
        /** An answer began, and its body did not end as it said. */
        CUT_SHORT,
        /** The answer is larger than what is read. */
        TOO_LARGE
    }

    private final Stage stage;
    private final int status;
    private final boolean timedOut;

    CallException(Stage stage, int status, boolean timedOut, IOException cause) {
        super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        this.stage = stage;
        this.status = status;
        this.timedOut = timedOut;
    }

    /**
     * How far it had come.
     *
     * @return the stage
     */
    public Stage stage() {
        return stage;
    }

    /**
     * The status of the answer that had begun.
     *
     * @return the status, 0 when none had begun
     */
    public int status() {
        return status;
    }

    /**
     * Whether the time limit ended it.
     *
     * @return {@code true} when it did
     */
    public boolean timedOut() {
        return timedOut;
    }
}
