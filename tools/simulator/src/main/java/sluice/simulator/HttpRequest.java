package sluice.simulator;

/**
 * One request as it came off the wire.
 *
 * @param path still percent-encoded, without the query
 * @param query still percent-encoded, empty if there was none
 * @param contentType empty if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpRequest(String path, String query, String contentType, byte[] body, boolean keepAlive) {}
