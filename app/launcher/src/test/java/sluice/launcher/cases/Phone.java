package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;
import sluice.simulator.Simulator;

/** A user's phone: what is written and tapped in the private chat with the bot, and what that shows now. */
final class Phone {

    /** Enough for any pace that tests without pacing have. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestBot bot;
    private final Simulator telegram;
    private final long user;

    Phone(TestBot bot, long user) {
        this.bot = bot;
        this.telegram = bot.telegram;
        this.user = user;
    }

    /** Writes a message, and waits for what the bot says to it. */
    Phone says(String text) {
        return answered("sendMessage", () -> telegram.post(user, text));
    }

    /** Writes a message to which the bot has nothing to say now. */
    Phone saysInVain(String text) {
        telegram.post(user, text);
        return afterwards();
    }

    /** Sends a picture without a word. */
    Phone sendsPicture() {
        return answered("sendMessage", () -> telegram.draft(user).photo().post());
    }

    /** Forwards a message to the bot. */
    Phone forwards(Post original, String text) {
        return answered(
                "sendMessage",
                () -> telegram.draft(user).text(text).forwardOf(original).post());
    }

    /** Taps a button of the newest message, which must be there now. */
    Phone taps(String label) {
        return answered("answerCallbackQuery", () -> telegram.tap(user, shown().messageId(), label));
    }

    /** Sends what a button carried, under whatever message. */
    Phone sends(long messageId, String data) {
        return answered("answerCallbackQuery", () -> telegram.callback(user, messageId, data));
    }

    /** The bot may wait for the disk in a way that looks like rest, so its answer is awaited first. */
    private Phone answered(String method, Runnable action) {
        long before = telegram.count(method);
        action.run();
        telegram.await("an answer by " + method, () -> telegram.count(method) > before);
        return afterwards();
    }

    private Phone afterwards() {
        bot.time.advance(MOMENT);
        return this;
    }

    /** Chooses a chat by a button of the keyboard below the chat. */
    Phone chooses(String label, long chat) {
        return answered("sendMessage", () -> telegram.choose(user, label, chat));
    }

    /** The newest message of the bot that does not only bring or take a keyboard below the chat. */
    Delivered shown() {
        List<Delivered> all = telegram.delivered(user).stream()
                .filter(one -> !one.message().path("reply_markup").has("keyboard")
                        && !one.message().path("reply_markup").has("remove_keyboard"))
                .toList();
        assertTrue(!all.isEmpty(), () -> "the bot has said nothing; the log:\n" + bot.log());
        return all.getLast();
    }

    String text() {
        return shown().text();
    }

    List<List<String>> buttons() {
        return shown().buttons();
    }

    /** What a button of the newest message carries. */
    String data(String label) {
        return dataUnder(shown(), label);
    }

    /** What a button of a message carries. */
    String dataUnder(Delivered message, String label) {
        return message.message()
                .path("reply_markup")
                .path("inline_keyboard")
                .valueStream()
                .flatMap(row -> row.valueStream())
                .filter(button -> button.path("text").asText().equals(label))
                .map(button -> button.path("callback_data").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button `" + label + "` but " + message.buttons()));
    }

    /** What the newest answer to a tap says, empty when it says nothing. */
    String note() {
        List<Call> answers = telegram.calls("answerCallbackQuery");
        assertTrue(!answers.isEmpty(), () -> "no tap was answered; the log:\n" + bot.log());
        return answers.getLast().parameters().path("text").asText();
    }

    /** The answer to a tap may come before what it changes. */
    void assertShows(String words) {
        telegram.await("`" + words + "` to be shown", () -> text().contains(words));
        assertTrue(text().contains(words), () -> "`" + words + "` is not in:\n" + text());
    }
}
