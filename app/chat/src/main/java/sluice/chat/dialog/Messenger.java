package sluice.chat.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.text.DisplayText;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.engine.deliver.SendPermits;
import sluice.telegram.ChatCalls;
import sluice.telegram.Reply;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/**
 * Says things to people: at the pace of their chat, and again when it does not work at once. What cannot be said in the end is
 * logged and forgotten, since whoever waits for it asks again. This class is thread-safe.
 */
public final class Messenger {

    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

    private static final int MAX_TRIES = 4;

    /** The longest wait for an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ChatCalls calls;
    private final SendPermits sendPermits;
    private final Timeline timeline;

    public Messenger(ChatCalls calls, SendPermits sendPermits, Timeline timeline) {
        this.calls = calls;
        this.sendPermits = sendPermits;
        this.timeline = timeline;
    }

    /** Answers a message. */
    public void answer(long chat, ChatAnswer answer) throws InterruptedException {
        switch (answer) {
            case ChatAnswer.Show(Screen screen, String note) -> {
                Styled above = Styled.plain(note.isEmpty() ? "" : note + "\n\n");
                send(chat, new Screen(above.then(screen.text()), screen.keyboard()));
            }
            case ChatAnswer.New(Screen screen) -> send(chat, screen);
            case ChatAnswer.Note(String text, boolean _) -> send(chat, Screen.of(text));
            case ChatAnswer.Besides(ChatAnswer main, Screen keyboard) -> {
                send(chat, keyboard);
                answer(chat, main);
            }
            case ChatAnswer.Nothing() -> {}
        }
    }

    /** Answers a tap. The button stops to wait first. */
    public void answer(ButtonPress tap, ChatAnswer answer) throws InterruptedException {
        switch (answer) {
            case ChatAnswer.Show(Screen screen, String note) -> {
                note(tap, note, false);
                if (!edit(tap.chatId(), tap.messageId(), screen)) {
                    send(tap.chatId(), screen);
                }
            }
            case ChatAnswer.New(Screen screen) -> {
                note(tap, "", false);
                send(tap.chatId(), screen);
            }
            case ChatAnswer.Note(String text, boolean mustRead) -> note(tap, text, mustRead);
            case ChatAnswer.Besides(ChatAnswer main, Screen keyboard) -> {
                answer(tap, main);
                send(tap.chatId(), keyboard);
            }
            case ChatAnswer.Nothing() -> note(tap, "", false);
        }
    }

    /** Sends a message. Returns its id, or nothing when it could not be sent or nobody knows whether it was. */
    public Optional<Integer> send(long chat, Screen screen) throws InterruptedException {
        Reply reply = tried(chat, false, () -> calls.send(chat, screen));
        warnUnlessSent(chat, reply);
        return reply instanceof Reply.Sent sent ? sent.messageIds().stream().findFirst() : Optional.empty();
    }

    /** Changes a message. Returns {@code false} when it is not there any more, so that another one may be sent. */
    public boolean edit(long chat, int messageId, Screen screen) throws InterruptedException {
        Reply reply = tried(chat, true, () -> calls.edit(chat, messageId, screen));
        if (reply instanceof Reply.MessageUnusable) {
            return false;
        }
        warnUnlessSent(chat, reply);
        return true;
    }

    /** Changes a message; {@code false} when it was not changed, whatever the reason. */
    public boolean replace(long chat, int messageId, Screen screen) throws InterruptedException {
        return tried(chat, true, () -> calls.edit(chat, messageId, screen)) instanceof Reply.Sent;
    }

    /** Takes no turn: it is no message. */
    private void note(ButtonPress tap, String text, boolean mustRead) {
        Reply reply = calls.answer(tap.queryId(), DisplayText.cut(text, ChatCalls.MAX_NOTE), mustRead);
        if (!(reply instanceof Reply.Sent)) {
            LOG.debug("chat {}: a button press was not answered: {}", tap.chatId(), reply.detail());
        }
    }

    /** Tries until it is clear what came of it; what may have been done is done again only where that does no harm. */
    private Reply tried(long chat, boolean harmless, Supplier<Reply> call) throws InterruptedException {
        Alarm alarm = timeline.alarm();
        for (int tries = 1; ; tries++) {
            sendPermits.await(chat);
            Reply reply = call.get();
            Duration own = Duration.ofSeconds(1L << (tries - 1));
            Duration wait = switch (reply) {
                case Reply.FloodWait flood -> flood.believed();
                case Reply.TryAgain _, Reply.Withheld _ -> own;
                case Reply.Unknown _ when harmless -> own;
                default -> Duration.ZERO;
            };
            if (wait.isZero() || tries == MAX_TRIES || wait.compareTo(LONGEST_WAIT) > 0) {
                return reply;
            }
            alarm.await(wait);
        }
    }

    private static void warnUnlessSent(long chat, Reply reply) {
        if (!(reply instanceof Reply.Sent)) {
            LOG.warn("chat {}: an answer was not sent: {}", chat, reply.detail());
        }
    }
}
