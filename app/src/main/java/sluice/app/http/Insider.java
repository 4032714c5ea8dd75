package sluice.app.http;

import java.net.InetAddress;

/** A page of the server itself, which sees of a request what others do not. */
final class Insider implements Page {

    /** What it does. */
    interface Action {

        /**
         * Answers.
         *
         * @param request what was asked
         * @param head all of its headers
         * @param from who sent it
         * @return the answer
         */
        Response answer(Request request, Head head, InetAddress from);
    }

    private final Action action;

    Insider(Action action) {
        this.action = action;
    }

    Response answer(Request request, Head head, InetAddress from) {
        return action.answer(request, head, from);
    }

    @Override
    public Response answer(Request request) {
        throw new IllegalStateException("this page is asked by the server only");
    }
}
