/** The boundary to the Bot API: calls and updates by the TelegramBots library, as types of our own. */
module sluice.telegram {
    requires transitive sluice.base;
    requires transitive sluice.config;
    requires okhttp3;
    requires okio;
    requires telegrambots.client;
    requires transitive telegrambots.meta;

    exports sluice.telegram;
    exports sluice.telegram.model;

    opens sluice.telegram to
            com.fasterxml.jackson.databind;
}
