package sluice.api;

/** A setting that is missing, of the wrong type, or out of range. The message names the key and what is allowed. */
public class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A faulty setting.
     *
     * @param message the key, the fault, and what would be right
     */
    public SettingsException(String message) {
        super(message);
    }
}
