package sluice.app.filter;

/** A keyword or an expression that cannot be used. The message says in plain words why, and where in it. */
public class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * Something that cannot be used.
     *
     * @param position the place of the fault, in characters from 1; 0 when it is about the whole
     * @param message what is wrong, the place included
     */
    public FilterException(int position, String message) {
        super(message);
        this.position = position;
    }

    /**
     * The place of the fault.
     *
     * @return in characters (code points) from 1; 0 when it is about the whole
     */
    public int position() {
        return position;
    }
}
