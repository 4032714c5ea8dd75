package sluice.chat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.base.text.Texts;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.chat.dialog.Messenger;
import sluice.config.LiveConfig;
import sluice.engine.deliver.Notice;
import sluice.engine.deliver.Notices;
import sluice.telegram.model.Person;
import sluice.telegram.model.Screen;

/**
 * Sends notices to people in the chat, which they have not asked for. What comes together is one message, and answers to what somebody
 * asked go first. What cannot be said stays with {@link Notices} and is tried again. This class is thread-safe.
 */
final class Notifier implements Notices.Teller {

    /** The time within which further notices are added to the first. Those that come later wait twice as long each time. */
    static final Duration GATHER = Duration.ofSeconds(5);

    private static final Duration LONGEST_GATHER = Duration.ofMinutes(5);

    /** After a notice that could not be sent, twice as long each time: its reader may have blocked the bot. */
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Somebody who is answered without end must hear of trouble too. */
    private static final int MAX_LOOKS = 30;

    private final Notices notices;
    private final PerUserExecutor answers;
    private final PerUserExecutor lanes;
    private final Messenger messenger;
    private final NoticeText text;
    private final Timeline timeline;
    private final LiveConfig config;

    /** The language of each admin's Telegram when the admin was last seen, as an IETF tag. */
    @Bounded("those who were admins since the start")
    private final Map<Long, String> languages = new ConcurrentHashMap<>();

    /** Those who could not be notified, each with what ends the wait for the next try. */
    @Bounded("the users of the lanes")
    private final Map<Long, Alarm> unreachable = new ConcurrentHashMap<>();

    Notifier(
            Notices notices,
            PerUserExecutor answers,
            PerUserExecutor lanes,
            Messenger messenger,
            NoticeText text,
            Timeline timeline,
            LiveConfig config) {
        this.notices = notices;
        this.answers = answers;
        this.lanes = lanes;
        this.messenger = messenger;
        this.text = text;
        this.timeline = timeline;
        this.config = config;
    }

    @Override
    public Optional<Long> operator() {
        return config.get().admins().stream().findFirst();
    }

    /** A call that is turned away changes nothing: as many that will look are waiting already, or the next one is taken. */
    @Override
    public void wake(long user) {
        lanes.offer(user, () -> serve(user));
    }

    /** An admin writes to the bot, and so can be notified of what could not be sent before. */
    void seen(Person admin) {
        languages.put(admin.id(), admin.languageCode());
        Optional.ofNullable(unreachable.get(admin.id())).ifPresent(Alarm::ring);
    }

    private void serve(long user) {
        try {
            new Telling(user).all();
        } catch (InterruptedException e) {
            // The bot is stopping. What the notices are about will be met again.
            Thread.currentThread().interrupt();
        } finally {
            unreachable.remove(user);
        }
    }

    /** Tells one user until nothing is left and nothing has come for a while. */
    private final class Telling {

        private final long user;
        private final Alarm alarm = timeline.alarm();
        private Duration gather = GATHER;
        private Duration retry = RETRY;

        @Bounded("what one message said: as many as wait for a user in Notices")
        private List<Notice> shown = List.of();

        private Optional<Integer> message = Optional.empty();

        Telling(long user) {
            this.user = user;
        }

        void all() throws InterruptedException {
            List<Notice> news = notices.pending(user);
            while (!news.isEmpty()) {
                letAnswersGoFirst();
                if (added(news) || sent(news)) {
                    notices.notified(user, news);
                    retry = RETRY;
                    alarm.await(gather);
                    gather = twice(gather, LONGEST_GATHER);
                } else {
                    unreachable.put(user, alarm);
                    alarm.await(retry);
                    unreachable.remove(user);
                    retry = twice(retry, LONGEST_RETRY);
                }
                news = notices.pending(user);
            }
        }

        private void letAnswersGoFirst() throws InterruptedException {
            for (int looks = 0; looks < MAX_LOOKS && answers.serves(user); looks++) {
                alarm.await(LOOK_AGAIN);
            }
        }

        /** Once, and soon after it was sent, since a change makes no sound. What it says already is worth another message. */
        private boolean added(List<Notice> news) throws InterruptedException {
            Optional<Integer> fresh = message;
            message = Optional.empty();
            return fresh.isPresent()
                    && Collections.disjoint(shown, news)
                    && messenger.replace(
                            user,
                            fresh.get(),
                            screen(Stream.concat(shown.stream(), news.stream()).toList()));
        }

        private boolean sent(List<Notice> news) throws InterruptedException {
            message = messenger.send(user, screen(news));
            shown = news;
            return message.isPresent();
        }

        private Screen screen(List<Notice> all) {
            return text.of(Texts.of(config.get().language(), languages.getOrDefault(user, "")), all);
        }
    }

    private static Duration twice(Duration wait, Duration longest) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
