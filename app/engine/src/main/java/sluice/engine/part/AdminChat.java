package sluice.engine.part;

import java.util.Optional;
import java.util.ServiceLoader;
import sluice.api.UserStates;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.Recovery;
import sluice.engine.deliver.SendPermits;
import sluice.engine.posts.Posts;
import sluice.engine.watches.Watches;
import sluice.host.status.Status;
import sluice.telegram.ChatCalls;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Update;

/** The conversation with the people who command the bot. Thread-safe; what it is told returns at once. */
public interface AdminChat {

    /**
     * The parts of the bot that the chat uses.
     *
     * @param calls makes its calls
     * @param sendPermits keeps its pace
     * @param states keeps its dialogs
     * @param watches what it is mostly about
     * @param letters what could not be delivered
     * @param posts copies what links lead to
     * @param recovery lets chats that failed be tried at once
     * @param status how the bot is doing
     * @param timeline the source of time
     * @param config who is served, and in which language
     */
    record Services(
            ChatCalls calls,
            SendPermits sendPermits,
            UserStates states,
            Watches watches,
            DeadLetterService letters,
            Posts posts,
            Recovery recovery,
            Status status,
            Timeline timeline,
            LiveConfig config) {}

    /**
     * The chat of this image; one that does nothing where the image has none.
     *
     * @param services what it uses of the bot
     * @return a chat that has not started
     */
    static AdminChat create(Services services) {
        return find().map(factory -> factory.create(services)).orElseGet(NoChat::new);
    }

    /**
     * The factory of the chat of this image.
     *
     * @return empty when the image has no chat: nobody is answered or notified
     */
    static Optional<AdminChatFactory> find() {
        return ServiceLoader.load(AdminChat.class.getModule().getLayer(), AdminChatFactory.class)
                .findFirst();
    }

    /** Goes on with what was asked for before a restart, and tells Telegram the commands. */
    void start();

    /**
     * Takes nothing more, and lets what is under way come to its end for a moment.
     *
     * @throws InterruptedException when interrupted
     */
    void stop() throws InterruptedException;

    /**
     * Somebody wrote to the bot.
     *
     * @param message the message
     */
    void take(Update.Written message);

    /**
     * Somebody tapped a button.
     *
     * @param tap the tap
     */
    void take(ButtonPress tap);

    /**
     * Tells people in this chat.
     *
     * @return the same object each time
     */
    Notices.Teller teller();

    /**
     * The name of a chat if it is known, without asking Telegram for it.
     *
     * @param chatId the chat's id
     * @return empty when it is not known
     */
    Optional<String> knownName(long chatId);

    /**
     * The name of a chat. May wait for Telegram.
     *
     * @param chatId the chat's id
     * @return its name; its id when it has none or Telegram does not tell
     */
    String nameOf(long chatId);
}
