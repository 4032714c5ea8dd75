package sluice.web.http;

/** A request that cannot be answered as it is. What the client is told says nothing of what it sent. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** With a text in plain words, without a line end. */
    Refused(int status, String text) {
        // Clients cause this as often as they like: no stack trace is made.
        super(text, null, false, false);
        this.status = status;
    }

    Response response() {
        return Response.text(status, getMessage() + "\n");
    }
}
