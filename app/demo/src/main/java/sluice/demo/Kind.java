package sluice.demo;

/** The kind of a demo watch: what it does, and the words that pass it or do not. */
enum Kind {
    BLACKLIST("blacklist: [spam]", "news %d", "news %d, brought to you by SPAM Inc."),
    WHITELIST("whitelist: [offer], preserve-source: true", "Offer number %d", "small talk %d"),
    EXTRACT("mode: extract, extract-patterns: ['#[0-9]+']", "order #%d is on its way", "no order today"),
    COPY("preserve-source: false", "report %d", ""),
    FORWARD("preserve-source: true", "report %d", ""),
    EXPRESSIONS(
            "whitelist-regex: ['^(alert|news) '], blacklist-regex: ['drill$']", "alert %d", "alert %d, only a drill"),
    /** Copied to a second channel, and forwarded from there to a third. */
    CHAIN("preserve-source: false", "report %d", ""),
    /** Its destination does not let the bot in for a while. */
    KICKED("preserve-source: true", "report %d", "");

    private final String settings;
    private final String passing;
    private final String failing;

    Kind(String settings, String passing, String failing) {
        this.settings = settings;
        this.passing = passing;
        this.failing = failing;
    }

    /** What its watch does, for a person who tries it. */
    String rule() {
        return switch (this) {
            case BLACKLIST -> "copies all but posts with “spam”";
            case WHITELIST -> "forwards only posts with “offer”";
            case EXTRACT -> "sends only numbers such as #42";
            case COPY -> "copies every post";
            case FORWARD, KICKED -> "forwards every post";
            case EXPRESSIONS -> "copies posts that begin with “alert ” or “news ” and do not end with “drill”";
            case CHAIN -> "copies every post, and forwards the copy to a third channel";
        };
    }

    /** Keys of the watch, as they stand in a YAML flow mapping. */
    String settings() {
        return settings;
    }

    boolean filters() {
        return !failing.isEmpty();
    }

    boolean extracts() {
        return this == EXTRACT;
    }

    int hops() {
        return this == CHAIN ? 2 : 1;
    }

    String text(int messageId, boolean passes) {
        return (passes ? passing : failing).formatted(messageId);
    }

    /** The text that the bot writes for a message that passes, where it extracts. */
    static String extracted(int messageId) {
        return "#" + messageId;
    }
}
