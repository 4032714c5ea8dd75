package sluice.web.http;

import java.io.IOException;

/** A page, which answers at one path. Called by several threads at once, for senders only who may see it. */
@FunctionalInterface
public interface Page {

    /**
     * Answers; never with null.
     *
     * @throws IOException when what is needed for it cannot be read; the sender gets a 500 without details, the log has them. So it is
     *     with everything unchecked that is thrown.
     */
    Response answer(Request request) throws IOException;
}
