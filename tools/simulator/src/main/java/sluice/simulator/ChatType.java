package sluice.simulator;

/** The four kinds of chat, by their Bot API names. */
enum ChatType {
    PRIVATE("private"),
    GROUP("group"),
    SUPERGROUP("supergroup"),
    CHANNEL("channel");

    private final String label;

    ChatType(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
