package sluice.app.chat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.UserStates;
import sluice.app.config.Config;
import sluice.app.deliver.Turns;
import sluice.app.telegram.ChatCalls;
import sluice.app.telegram.Message;
import sluice.app.telegram.Person;
import sluice.app.telegram.Tap;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;
import sluice.app.time.Timeline;
import sluice.app.watches.Watches;

/** The chat as a whole: started once, stopped once. This class is thread-safe; what it is told returns at once. */
public final class Chat {

    private static final Logger LOG = LoggerFactory.getLogger(Chat.class);

    /** How long what is under way may take when the bot stops. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(500);

    private final Messenger messenger;
    private final Desk desk;
    private final Lanes lanes;
    private final Strangers strangers;
    private final Menu menu;
    private volatile Config config;

    /**
     * A chat.
     *
     * @param calls makes its calls
     * @param turns keeps its pace
     * @param states keeps its dialogs
     * @param watches what it is mostly about
     * @param timeline its time
     * @param config who is served, and in which language
     */
    public Chat(ChatCalls calls, Turns turns, UserStates states, Watches watches, Timeline timeline, Config config) {
        this.config = config;
        this.messenger = new Messenger(calls, turns, timeline);
        this.lanes = new Lanes(timeline);
        this.strangers = new Strangers(timeline);
        Dialogs dialogs = new Dialogs(states);
        List<Part> parts = List.of(new WatchPart(dialogs, watches, new ChatNames(calls, timeline)));
        List<String> commands = Stream.concat(
                        parts.stream().flatMap(part -> part.commands().stream()), Stream.of("help", "cancel"))
                .toList();
        this.desk = new Desk(
                dialogs,
                Stream.concat(Stream.of(new Basics(dialogs, commands)), parts.stream())
                        .toList());
        this.menu = new Menu(calls, commands, timeline);
    }

    /** Tells Telegram the commands, beside everything else; a bot that nobody may command has none. */
    public void start() {
        if (!config.admins().isEmpty()) {
            Thread.ofVirtual().name("sluice-menu").start(menu);
        }
    }

    /**
     * Takes other admins or another language, from an edited configuration.
     *
     * @param changed the configuration
     */
    public void change(Config changed) {
        config = changed;
    }

    /**
     * Takes nothing more, and lets what is under way come to its end for a moment.
     *
     * @throws InterruptedException when interrupted
     */
    public void stop() throws InterruptedException {
        menu.stop();
        lanes.stop(STOP_LIMIT);
    }

    /**
     * Somebody wrote to the bot.
     *
     * @param message the message
     */
    public void take(Update.Written message) {
        Person person = message.from();
        if (message.message().content() == Message.Content.SERVICE) {
            return;
        }
        if (mayEnter(person)) {
            offer(
                    person,
                    visit -> messenger.answer(person.id(), desk.written(visit, message)),
                    visit -> messenger.answer(person.id(), failed(visit)));
        } else if (strangers.mayTell(person.id())) {
            offer(person, visit -> messenger.answer(person.id(), refusal(visit)), _ -> {});
        }
    }

    /**
     * Somebody tapped a button.
     *
     * @param tap the tap
     */
    public void take(Tap tap) {
        Person person = tap.from();
        if (mayEnter(person)) {
            offer(
                    person,
                    visit -> messenger.answer(tap, desk.tapped(visit, tap)),
                    visit -> messenger.answer(tap, failed(visit)));
        } else if (strangers.mayTell(person.id())) {
            offer(person, visit -> messenger.answer(tap, refusal(visit)), _ -> {});
        }
    }

    /** What is done for a visitor. */
    @FunctionalInterface
    private interface Service {
        void serve(Visit visit) throws InterruptedException;
    }

    private boolean mayEnter(Person person) {
        return config.admins().contains(person.id());
    }

    private void offer(Person person, Service service, Service onFault) {
        Config now = config;
        boolean first = !now.admins().isEmpty() && now.admins().getFirst() == person.id();
        Visit visit = new Visit(person.id(), first, Texts.of(now.language(), person.languageCode()));
        if (!lanes.offer(person.id(), () -> serve(visit, service, onFault))) {
            LOG.debug("user {} wants more than can be handled; something is left unanswered", person.id());
        }
    }

    private static void serve(Visit visit, Service service, Service onFault) {
        try {
            try {
                service.serve(visit);
            } catch (RuntimeException e) {
                LOG.error("answering user {} failed by a fault: {}", visit.user(), e.toString());
                LOG.debug("answering user {} failed", visit.user(), e);
                onFault.serve(visit);
            }
        } catch (InterruptedException e) {
            // The bot is stopping.
            Thread.currentThread().interrupt();
        }
    }

    private static Answer refusal(Visit visit) {
        return new Answer.Note(visit.texts().get("chat.refused", visit.user()), true);
    }

    private static Answer failed(Visit visit) {
        return new Answer.Note(visit.texts().get("chat.failed"), true);
    }
}
