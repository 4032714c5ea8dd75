package sluice.web.http;

import java.net.InetAddress;

/** A page of the server itself, which sees of a request what others do not. */
final class InternalPage implements Page {

    /** The action of the page. */
    interface Action {

        /**
         * Answers.
         *
         * @param request what was asked
         * @param head all of its headers
         * @param from the client's address
         * @return the answer
         */
        Response answer(Request request, RequestHead head, InetAddress from);
    }

    private final Action action;

    InternalPage(Action action) {
        this.action = action;
    }

    Response answer(Request request, RequestHead head, InetAddress from) {
        return action.answer(request, head, from);
    }

    @Override
    public Response answer(Request request) {
        throw new IllegalStateException("this page is asked by the server only");
    }
}
