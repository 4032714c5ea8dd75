package sluice.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.text.Figures;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Messenger;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.chat.failed.FailedPart;
import sluice.chat.posts.PostProgress;
import sluice.chat.posts.PostsPart;
import sluice.chat.stats.StatsPart;
import sluice.chat.watches.OfferPart;
import sluice.chat.watches.Problems;
import sluice.chat.watches.WatchPart;
import sluice.config.Config;
import sluice.config.LiveConfig;
import sluice.control.part.AdminChat;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.engine.deliver.Notices;
import sluice.telegram.ChatCalls;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Message;
import sluice.telegram.model.Person;
import sluice.telegram.model.Update;

/** The chat as a whole: started once, stopped once. This class is thread-safe; its calls return at once. */
public final class Chat implements AdminChat {

    private static final Logger LOG = LoggerFactory.getLogger(Chat.class);

    /** The longest wait for running answers when the bot stops. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(500);

    /** Admins served at a time. */
    private static final int MAX_ADMINS = 32;

    /** Other users refused at a time. The bound keeps calls that hang for them from taking anything from the admins. */
    private static final int MAX_STRANGERS = 2;

    private final Messenger messenger;
    private final CommandDispatcher dispatcher;
    private final PerUserExecutor lanes;
    private final PerUserExecutor strangersLanes;
    private final PerUserExecutor noticeLanes;
    private final RefusalLimiter strangers;
    private final Menu menu;
    private final AtomicBoolean menuOffered = new AtomicBoolean();
    private final ChatNames names;
    private final Watches watches;
    private final Posts posts;
    private final Notifier notifier;
    private final Timeline timeline;
    private final LiveConfig config;

    Chat(Services services) {
        ChatCalls calls = services.calls();
        this.watches = services.watches();
        this.timeline = services.timeline();
        this.config = services.config();
        this.posts = services.posts();
        this.messenger = new Messenger(calls, services.sendPermits(), timeline);
        this.lanes = new PerUserExecutor(MAX_ADMINS, timeline);
        this.strangersLanes = new PerUserExecutor(MAX_STRANGERS, timeline);
        this.noticeLanes = new PerUserExecutor(MAX_ADMINS, timeline);
        this.strangers = new RefusalLimiter(timeline);
        this.names = new ChatNames(calls, timeline);
        this.notifier = new Notifier(
                services.notices(), lanes, noticeLanes, messenger, new NoticeText(names, watches), timeline, config);
        Dialogs dialogs = new Dialogs(services.states());
        Problems problems = new Problems(services.rights(), timeline);
        WatchPart watchPart = new WatchPart(
                dialogs, watches, names, problems, services.status().report(), posts, services.ranges());
        List<Part> parts = List.of(
                watchPart,
                new StatsPart(services.status(), watches, timeline),
                new FailedPart(dialogs, services.deadLetters(), watches, names, timeline),
                new PostsPart(posts, names),
                new OfferPart(watchPart, timeline),
                new NoticePart(watches, services.recovery()));
        Basics basics = new Basics(dialogs, watches, problems, calls::ownName, posts::copiesFor, parts);
        this.dispatcher = new CommandDispatcher(
                dialogs, Stream.concat(Stream.of(basics), parts.stream()).toList());
        this.menu = new Menu(calls, basics.menu(), timeline);
        config.onChange(_ -> offerMenu());
    }

    @Override
    public void start() {
        posts.start(copyRequest -> new PostProgress(messenger, names, watches, timeline, copyRequest));
        offerMenu();
    }

    /** Beside everything else; a bot that nobody may command has none. */
    private void offerMenu() {
        if (!config.get().admins().isEmpty() && menuOffered.compareAndSet(false, true)) {
            Thread.ofVirtual().name("sluice-menu").start(menu);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        menu.stop();
        posts.stop(STOP_LIMIT);
        lanes.stop(STOP_LIMIT);
        strangersLanes.stop(Duration.ZERO);
        noticeLanes.stop(Duration.ZERO);
    }

    @Override
    public Optional<String> knownName(long chatId) {
        return names.ifKnown(chatId);
    }

    @Override
    public String nameOf(long chatId) {
        return names.of(chatId);
    }

    @Override
    public Notices.Teller teller() {
        return notifier;
    }

    @Override
    public void take(Update.Written message) {
        if (message.message().content() == Message.Content.SERVICE
                && message.origin().isEmpty()) {
            return;
        }
        handle(
                message.from(),
                context -> dispatcher.written(context, message),
                answer -> messenger.answer(message.from().id(), answer));
    }

    @Override
    public void take(Update.Added added) {
        // Anybody may add the bot anywhere, and is not told that it is private before writing to it.
        if (config.get().admins().contains(added.by().id())) {
            handle(
                    added.by(),
                    context -> dispatcher.added(context, added),
                    answer -> messenger.answer(added.by().id(), answer));
        }
    }

    @Override
    public void take(ButtonPress tap) {
        handle(tap.from(), context -> dispatcher.tapped(context, tap), answer -> messenger.answer(tap, answer));
    }

    /** Delivers an answer to whoever waits for it. */
    @FunctionalInterface
    private interface Way {
        void give(ChatAnswer answer) throws InterruptedException;
    }

    private void handle(Person person, Function<RequestContext, ChatAnswer> question, Way way) {
        Config now = config.get();
        boolean first = !now.admins().isEmpty() && now.admins().getFirst() == person.id();
        RequestContext context =
                new RequestContext(person.id(), first, Texts.of(now.language(), person.languageCode()));
        if (!now.admins().contains(person.id())) {
            if (strangers.mayNotify(person.id())) {
                strangersLanes.offer(
                        person.id(), () -> answer(context, asker -> asker.alert("chat.refused", asker.user()), way));
            }
            return;
        }
        notifier.seen(person);
        if (!lanes.offer(person.id(), () -> answer(context, question, way), count -> sayTurnedAway(context, count))) {
            LOG.debug("user {} wants more than can be handled; something is left unanswered", person.id());
        }
    }

    private void sayTurnedAway(RequestContext context, int count) {
        answer(
                context,
                asker -> asker.note("chat.too-fast", Figures.grouped(count)),
                answer -> messenger.answer(context.user(), answer));
    }

    private static void answer(RequestContext context, Function<RequestContext, ChatAnswer> question, Way way) {
        ChatAnswer answer;
        try {
            answer = question.apply(context);
        } catch (RuntimeException e) {
            LOG.error("answering user {} failed unexpectedly: {}", context.user(), e.toString());
            LOG.debug("answering user {} failed", context.user(), e);
            answer = context.alert("chat.failed");
        }
        try {
            way.give(answer);
        } catch (InterruptedException e) {
            // The bot is stopping.
            Thread.currentThread().interrupt();
        }
    }
}
