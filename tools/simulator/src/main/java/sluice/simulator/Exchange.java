package sluice.simulator;

/**
 * The decision on one request.
 *
 * @param answer how to send it
 * @param reply what the call itself answered; null if it was not applied
 */
record Exchange(Answer answer, HttpReply reply) {

    private static final Answer NORMAL = Answer.normal();

    static Exchange of(HttpReply reply) {
        return new Exchange(NORMAL, reply);
    }
}
