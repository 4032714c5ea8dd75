package sluice.control.part;

import java.util.Optional;
import java.util.ServiceLoader;
import sluice.api.UserStates;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.Recovery;
import sluice.engine.deliver.SendPermits;
import sluice.engine.intake.Listener;
import sluice.engine.rights.Rights;
import sluice.host.status.Status;
import sluice.telegram.ChatCalls;

/** The conversation with the people who command the bot. Thread-safe; its methods return at once. */
public interface AdminChat extends Listener {

    /** The parts of the bot that the chat uses. */
    record Services(
            ChatCalls calls,
            SendPermits sendPermits,
            UserStates states,
            Watches watches,
            DeadLetterService deadLetters,
            Posts posts,
            PostRanges ranges,
            Notices notices,
            Recovery recovery,
            Rights rights,
            Status status,
            Timeline timeline,
            LiveConfig config) {}

    /** The chat of this image, not started; one that does nothing where the image has none. */
    static AdminChat create(Services services) {
        return find().<AdminChat>map(factory -> factory.create(services)).orElseGet(() -> new NoChat(services.posts()));
    }

    /** The factory of the chat of this image; empty when the image has no chat: nobody is answered or notified. */
    static Optional<AdminChatFactory> find() {
        return ServiceLoader.load(AdminChat.class.getModule().getLayer(), AdminChatFactory.class)
                .findFirst();
    }

    /** Goes on with what was asked for before a restart, and tells Telegram the commands. */
    void start();

    /** Takes nothing more, and lets what is under way come to its end for a moment. */
    void stop() throws InterruptedException;

    /** Tells people in this chat; the same object each time. */
    Notices.Teller teller();

    /** The name of a chat if it is known, without asking Telegram for it; empty when it is not known. */
    Optional<String> knownName(long chatId);

    /** The name of a chat; its id when it has none or Telegram does not give it. May wait for Telegram. */
    String nameOf(long chatId);
}
