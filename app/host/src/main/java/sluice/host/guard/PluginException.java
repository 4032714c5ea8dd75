package sluice.host.guard;

/** A plugin cannot be taken. Its message is for whoever made the plugin, and says it all. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }
}
