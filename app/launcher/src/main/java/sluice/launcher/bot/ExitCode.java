package sluice.launcher.bot;

/** The exit codes of the process; see {@code sluice --help}. */
public enum ExitCode {
    /** All was done. */
    DONE(0),
    /** Something unexpected happened. */
    UNEXPECTED(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** Telegram rejects the token. */
    TOKEN_REJECTED(3),
    /** Another instance keeps polling with the same token. */
    CONFLICT(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The process's exit status, 0 to 4. */
    public int code() {
        return code;
    }
}
