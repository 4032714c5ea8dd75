/**
 * A Bot API server on 127.0.0.1 that behaves like Telegram where it matters to a forwarding bot.
 *
 * <p>Used by the tests, by {@code sluice demo} and by load runs. {@link sluice.simulator.Simulator} is the way in:
 * chats and posts are made from Java, the bot under test talks to it over real HTTP, faults are put in its way, and
 * what arrived is asked afterwards. One server serves as many bots as are added to it. It
 * reaches no other host and needs no account.
 */
module sluice.simulator {
    requires transitive com.fasterxml.jackson.databind;

    exports sluice.simulator;
}
