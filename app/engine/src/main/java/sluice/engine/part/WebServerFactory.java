package sluice.engine.part;

import java.io.IOException;
import sluice.config.Config;

/** Makes the server. To be found before a plugin can use the server of the JDK, whose limits it sets. */
public interface WebServerFactory {

    /**
     * Starts to listen.
     *
     * @param config the address, the port and the token
     * @param bot what is shown
     * @return the running server
     * @throws IOException when the address cannot be used
     */
    WebServer start(Config.Http config, BotView bot) throws IOException;
}
