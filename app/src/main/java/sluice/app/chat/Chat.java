package sluice.app.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.UserStates;
import sluice.app.config.Config;
import sluice.app.deliver.Notices;
import sluice.app.deliver.Recovery;
import sluice.app.deliver.Turns;
import sluice.app.deliver.Undelivered;
import sluice.app.posts.Posts;
import sluice.app.status.Status;
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

    /** How many admins are served at a time. */
    private static final int MAX_ADMINS = 32;

    /** How many others are refused at a time, so that calls which hang for them take nothing from the admins. */
    private static final int MAX_STRANGERS = 2;

    private final Messenger messenger;
    private final Desk desk;
    private final Lanes lanes;
    private final Lanes strangersLanes;
    private final Lanes noticeLanes;
    private final Strangers strangers;
    private final Menu menu;
    private final AtomicBoolean menuOffered = new AtomicBoolean();
    private final ChatNames names;
    private final Posts posts;
    private final Languages languages;
    private final Notifier notifier;
    private final Timeline timeline;
    private volatile Config config;

    /**
     * A chat.
     *
     * @param calls makes its calls
     * @param turns keeps its pace
     * @param states keeps its dialogs
     * @param watches what it is mostly about
     * @param letters what could not be delivered
     * @param posts copies what links lead to
     * @param recovery lets chats that failed be tried at once
     * @param status how the bot is doing
     * @param timeline its time
     * @param config who is served, and in which language
     */
    public Chat(
            ChatCalls calls,
            Turns turns,
            UserStates states,
            Watches watches,
            Undelivered letters,
            Posts posts,
            Recovery recovery,
            Status status,
            Timeline timeline,
            Config config) {
        this.config = config;
        this.posts = posts;
        this.timeline = timeline;
        this.messenger = new Messenger(calls, turns, timeline);
        this.lanes = new Lanes(MAX_ADMINS, timeline);
        this.strangersLanes = new Lanes(MAX_STRANGERS, timeline);
        this.noticeLanes = new Lanes(MAX_ADMINS, timeline);
        this.strangers = new Strangers(timeline);
        this.names = new ChatNames(calls, timeline);
        this.languages = new Languages();
        this.notifier = new Notifier(
                recovery.notices(),
                lanes,
                noticeLanes,
                messenger,
                new NoticeText(names, watches),
                languages,
                timeline,
                config);
        Dialogs dialogs = new Dialogs(states);
        List<Part> parts = List.of(
                new WatchPart(dialogs, watches, names),
                new StatsPart(status, watches, timeline),
                new FailedPart(dialogs, new Letters(letters, watches), new LetterText(names, timeline)),
                new PostsPart(posts, names),
                new NoticePart(watches, recovery));
        List<String> commands = Stream.concat(
                        parts.stream().flatMap(part -> part.commands().stream()), Stream.of("help", "cancel"))
                .toList();
        this.desk = new Desk(
                dialogs,
                Stream.concat(Stream.of(new Basics(dialogs, commands)), parts.stream())
                        .toList());
        this.menu = new Menu(calls, commands, timeline);
    }

    /** Goes on with what was asked for before a restart, and tells Telegram the commands. */
    public void start() {
        posts.start(errand -> new PostProgress(messenger, names, timeline, errand));
        offerMenu();
    }

    /** Beside everything else; a bot that nobody may command has none. */
    private void offerMenu() {
        if (!config.admins().isEmpty() && menuOffered.compareAndSet(false, true)) {
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
        posts.change(changed);
        notifier.change(changed);
        offerMenu();
    }

    /**
     * Takes nothing more, and lets what is under way come to its end for a moment.
     *
     * @throws InterruptedException when interrupted
     */
    public void stop() throws InterruptedException {
        menu.stop();
        posts.stop(STOP_LIMIT);
        lanes.stop(STOP_LIMIT);
        strangersLanes.stop(Duration.ZERO);
        noticeLanes.stop(Duration.ZERO);
    }

    /**
     * The name of a chat if it is known, without asking Telegram for it.
     *
     * @param chatId the chat
     * @return empty when it is not known
     */
    public Optional<String> knownName(long chatId) {
        return names.ifKnown(chatId);
    }

    /**
     * The name of a chat. May wait for Telegram.
     *
     * @param chatId the chat
     * @return its name; its id when it has none or Telegram does not tell
     */
    public String nameOf(long chatId) {
        return names.of(chatId);
    }

    /**
     * Tells people in this chat.
     *
     * @return the same object each time
     */
    public Notices.Teller teller() {
        return notifier;
    }

    /**
     * Somebody wrote to the bot.
     *
     * @param message the message
     */
    public void take(Update.Written message) {
        if (message.message().content() == Message.Content.SERVICE) {
            return;
        }
        handle(
                message.from(),
                visit -> desk.written(visit, message),
                answer -> messenger.answer(message.from().id(), answer));
    }

    /**
     * Somebody tapped a button.
     *
     * @param tap the tap
     */
    public void take(Tap tap) {
        handle(tap.from(), visit -> desk.tapped(visit, tap), answer -> messenger.answer(tap, answer));
    }

    /** How an answer comes to whoever waits for it. */
    @FunctionalInterface
    private interface Way {
        void give(Answer answer) throws InterruptedException;
    }

    private void handle(Person person, Function<Visit, Answer> question, Way way) {
        Config now = config;
        boolean first = !now.admins().isEmpty() && now.admins().getFirst() == person.id();
        Visit visit = new Visit(person.id(), first, Texts.of(now.language(), person.languageCode()));
        if (!now.admins().contains(person.id())) {
            if (strangers.mayTell(person.id())) {
                strangersLanes.offer(person.id(), () -> answer(visit, Chat::refusal, way));
            }
            return;
        }
        languages.note(person);
        notifier.reachable(person.id());
        if (!lanes.offer(person.id(), () -> answer(visit, question, way))) {
            LOG.debug("user {} wants more than can be handled; something is left unanswered", person.id());
        }
    }

    private static void answer(Visit visit, Function<Visit, Answer> question, Way way) {
        Answer answer;
        try {
            answer = question.apply(visit);
        } catch (RuntimeException e) {
            LOG.error("answering user {} failed by a fault: {}", visit.user(), e.toString());
            LOG.debug("answering user {} failed", visit.user(), e);
            answer = new Answer.Note(visit.texts().get("chat.failed"), true);
        }
        try {
            way.give(answer);
        } catch (InterruptedException e) {
            // The bot is stopping.
            Thread.currentThread().interrupt();
        }
    }

    private static Answer refusal(Visit visit) {
        return new Answer.Note(visit.texts().get("chat.refused", visit.user()), true);
    }
}
