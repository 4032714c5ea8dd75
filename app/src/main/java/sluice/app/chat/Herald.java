package sluice.app.chat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.app.config.Config;
import sluice.app.deliver.Notice;
import sluice.app.deliver.Notices;
import sluice.app.telegram.Screen;
import sluice.app.text.Texts;

/** Tells people in the chat what they have not asked for, in the order of their own lane. This class is thread-safe. */
final class Herald implements Notices.Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

    private final Lanes lanes;
    private final Messenger messenger;
    private final NoticeText text;
    private final Languages languages;
    private volatile Config config;

    Herald(Lanes lanes, Messenger messenger, NoticeText text, Languages languages, Config config) {
        this.lanes = lanes;
        this.messenger = messenger;
        this.text = text;
        this.languages = languages;
        this.config = config;
    }

    void change(Config changed) {
        config = changed;
    }

    @Override
    public void tell(long user, Notice notice) {
        Screen screen = text.of(Texts.of(config.language(), languages.of(user)), notice);
        if (!lanes.offer(user, () -> send(user, screen))) {
            LOG.warn("user {} is not told: {}", user, screen.text().text());
        }
    }

    @Override
    public void tellOperator(Notice notice) {
        config.admins().stream().findFirst().ifPresent(first -> tell(first, notice));
    }

    private void send(long user, Screen screen) {
        try {
            messenger.send(user, screen);
        } catch (InterruptedException e) {
            // The bot is stopping. What the notice is about will be met again.
            Thread.currentThread().interrupt();
        }
    }
}
