package sluice.config.filter;

/** A keyword or an expression that cannot be used. The message says in plain words why, and where in it. */
public class FilterException extends RuntimeException {

    /** The kind of fault, for callers that say it in another language. */
    public enum Fault {
        /** A keyword without anything to see in it. */
        BLANK,
        /** An expression without a character. */
        EMPTY,
        /** A keyword or an expression of too many characters. */
        TOO_LONG,
        /** An expression that stands for too many steps. */
        TOO_LARGE,
        /** A list of too many entries. */
        TOO_MANY,
        /** An expression that is not written as it must be. */
        SYNTAX,
        /** A construct that cannot be matched in linear time, such as look-around and back-references. */
        NOT_LINEAR
    }

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final int position;

    /**
     * An exception for an entry that cannot be used.
     *
     * @param position the place of the fault, in characters from 1; 0 if it is about the whole
     * @param message the fault, the place included
     */
    public FilterException(Fault fault, int position, String message) {
        super(message);
        this.fault = fault;
        this.position = position;
    }

    public Fault fault() {
        return fault;
    }

    /** The place of the fault in characters (code points) from 1; 0 if it is about the whole. */
    public int position() {
        return position;
    }
}
