/**
 * HTTP/1.1 as a client of one server, on the calling thread, with a time limit over the whole call.
 *
 * <p>It tells what a caller must know to judge a failure: whether the request may have been processed. What may have been is
 * never sent again. It knows nothing of the Bot API.
 */
package sluice.app.wire;
