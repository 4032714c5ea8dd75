package sluice.app.host;

/** A plugin cannot be taken. Its message is for whoever made the plugin, and says it all. */
final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginException(String message) {
        super(message);
    }
}
