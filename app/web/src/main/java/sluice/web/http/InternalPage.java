package sluice.web.http;

import java.net.InetAddress;

/** A page of the server itself, which sees of a request what others do not: all headers, and the client's address. */
record InternalPage(Action action) implements Page {

    @FunctionalInterface
    interface Action {

        Response answer(Request request, RequestHead head, InetAddress from);
    }

    @Override
    public Response answer(Request request) {
        throw new IllegalStateException("this page is asked by the server only");
    }
}
