package sluice.chat;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.telegram.ChatCalls;
import sluice.telegram.Reply;
import sluice.telegram.model.MenuCommand;

/**
 * Tells Telegram the commands, so that the chat offers them: in Chinese to those whose Telegram is Chinese, in English to all others.
 * It is no more than a help for typing, so nothing waits for it; it is tried now and then until it works.
 */
final class Menu implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Menu.class);

    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

    /** After so long a bot that still cannot say it has other troubles. */
    private static final int MAX_TRIES = 12;

    private final ChatCalls calls;

    @Bounded("the commands of all parts")
    private final List<String> commands;

    private final Alarm alarm;
    private volatile boolean stopping;

    Menu(ChatCalls calls, List<String> commands, Timeline timeline) {
        this.calls = calls;
        this.commands = List.copyOf(commands);
        this.alarm = timeline.alarm();
    }

    void stop() {
        stopping = true;
        alarm.ring();
    }

    @Override
    public void run() {
        try {
            for (int tries = 1; !stopping && tries <= MAX_TRIES && !set(); tries++) {
                alarm.await(TRY_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true when there is no more to do. */
    private boolean set() {
        return set("", Language.EN) && set("zh", Language.ZH);
    }

    private boolean set(String languageCode, Language language) {
        Texts texts = Texts.of(language);
        List<MenuCommand> menu = commands.stream()
                .map(name -> new MenuCommand(name, texts.get("command." + name)))
                .toList();
        Reply reply = calls.menu(languageCode, menu);
        if (reply instanceof Reply.Sent) {
            return true;
        }
        LOG.info("cannot set the command menu: {}", reply.detail());
        return false;
    }
}
