/** Without commons-io, which only its downloads call: ours are streamed. */
module telegrambots.client {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive okhttp3;
    requires transitive telegrambots.meta;

    exports org.telegram.telegrambots.client;
    exports org.telegram.telegrambots.client.okhttp;
}
