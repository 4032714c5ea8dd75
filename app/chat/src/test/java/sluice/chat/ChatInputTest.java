package sluice.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.telegram.model.ChatInput;
import sluice.telegram.model.Message;
import sluice.telegram.model.Origin;
import sluice.telegram.model.Person;
import sluice.telegram.model.Update;

class ChatInputTest {

    private static ChatInput of(String text, boolean forwarded, Optional<Origin> origin) {
        Message message = new Message(
                1,
                1,
                Instant.EPOCH,
                0,
                0,
                Optional.empty(),
                text,
                MessageDetails.ofText(MessageSender.UNKNOWN, 0, ""),
                Message.Content.ORDINARY,
                false,
                Optional.empty(),
                false,
                Optional.empty());
        return ChatInput.of(new Update.Written(1, message, new Person(1, ""), forwarded, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "@name, @name",
        "' @Name_12 ', @Name_12",
        "-1001234567890, -1001234567890",
        "https://t.me/name, @name",
        "http://www.t.me/name/12, @name",
        "t.me/name/3/12?comment=4, @name",
        "telegram.me/name, @name",
        "https://telegram.dog/name#x, @name",
        "https://t.me/s/name/12, @name",
        "https://t.me/c/1234567890/12, -1001234567890",
        "https://t.me/c/1234567890, -1001234567890",
        "https://web.telegram.org/a/#-1001234567890, -1001234567890",
        "https://web.telegram.org/k/#-1001234567890_12, -1001234567890",
    })
    void names_a_chat(String text, String name) {
        assertEquals(new ChatInput.Named(name), of(text, false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "name",
        "@abc",
        "@1name",
        "'@name and more'",
        "''",
        "0",
        "-",
        "--1",
        "123456789012345678901",
        "https://example.com/name",
        "https://t.me/",
        "https://t.me/c/",
        "https://t.me/c/x/12",
        "https://t.me/c/12345678901234567890",
        "https://t.me/a",
    })
    void names_none(String text) {
        assertEquals(new ChatInput.Unclear(), of(text, false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"https://t.me/+AbC-d_1", "t.me/joinchat/AbC"})
    void is_an_invitation(String text) {
        assertEquals(new ChatInput.Invitation(), of(text, false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"me", "ME", "' Me '"})
    void is_me(String text) {
        assertEquals(new ChatInput.Me(), of(text, false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"me", "@name", "''"})
    void of_a_forward_only_the_origin_counts(String text) {
        assertEquals(new ChatInput.Hidden(), of(text, true, Optional.empty()));
        assertEquals(new ChatInput.Named("-7"), of(text, true, Optional.of(new Origin(-7, "title", 12))));
    }
}
