package sluice.control.part;

import java.io.IOException;
import java.util.List;
import sluice.base.text.Language;
import sluice.base.time.Timeline;
import sluice.config.Config;

/** Makes the server. To be found before a plugin can use the server of the JDK, whose limits it sets. */
public interface WebServerFactory {

    /** Starts to listen at the configured address and port. It throws when the address cannot be used. */
    default WebServer start(Config.Http config, BotView bot) throws IOException {
        return start(config, bot, List.of());
    }

    /** The same, with some more pages. */
    WebServer start(Config.Http config, BotView bot, List<ExtraPage> more) throws IOException;

    /**
     * Starts to listen for a process with several bots: a first page with all of them, and the pages of each below {@code /bots/NAME/}.
     *
     * @param config the address, and the token that opens all pages
     * @param language the language of the first page
     * @param version the version that runs
     */
    WebServer start(Config.Http config, FleetView fleet, Language language, Timeline timeline, String version)
            throws IOException;
}
