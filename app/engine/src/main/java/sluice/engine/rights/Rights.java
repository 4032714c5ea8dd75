package sluice.engine.rights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Ticker;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.engine.rights.RightsProblem.Kind;
import sluice.telegram.ApiAnswer;
import sluice.telegram.BotApi;
import sluice.telegram.model.ChatRights;

/**
 * Finds what keeps watches from working, by asking Telegram for the bot's rights in their chats. The answers are remembered for a while,
 * and while Telegram wants no calls, nothing is asked. This class is thread-safe; a call may wait for Telegram.
 */
public final class Rights {

    private static final int MAX_CHATS = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private record Answer(ChatRights rights, long at) {}

    private record Self(long id, String name, boolean readsGroups, long at) {}

    private final BotApi api;
    private final Ticker ticker;

    @Bounded("MAX_CHATS, the eldest goes")
    private final Map<Long, Answer> answers = BoundedMap.byAge(MAX_CHATS);

    private volatile Optional<Self> self = Optional.empty();

    /** In ticker nanoseconds. */
    private volatile long silentUntil;

    /** Rights of which nothing is known yet. */
    public Rights(BotApi api, Ticker ticker) {
        this.api = api;
        this.ticker = ticker;
        this.silentUntil = ticker.nanos();
    }

    /** The problems of a watch as far as Telegram answers, those of its source first. */
    public List<RightsProblem> problems(Watch watch) {
        List<RightsProblem> problems = new ArrayList<>();
        source(watch).ifPresent(problems::add);
        if (!watch.record()) {
            destination(watch).ifPresent(problems::add);
        }
        return problems;
    }

    /** The time for which Telegram wants no more questions; zero when it may be asked. */
    public Duration pause() {
        return Duration.ofNanos(Math.max(0, silentUntil - ticker.nanos()));
    }

    private void keepSilent(Duration pause) {
        if (pause.compareTo(pause()) > 0) {
            silentUntil = ticker.nanos() + pause.toNanos();
        }
    }

    /** The bot's user name; asks Telegram when it is not known yet. Empty if that gives no answer. */
    public Optional<String> botName() {
        return learnSelf().map(Self::name);
    }

    /** Forgets what is known of a chat, because the bot's standing there has changed. */
    public void changed(long chatId) {
        synchronized (answers) {
            answers.remove(chatId);
        }
    }

    /** The bot's own {@code @name} if Telegram was asked for it already; returns at once. */
    public Optional<String> knownName() {
        return self.map(own -> "@" + own.name());
    }

    /** Sees to it that the bot's own name is known; may wait for Telegram. */
    public void learnName() {
        learnSelf();
    }

    /** Asked again after a while, as for chats: privacy mode can be turned off any time. */
    private Optional<Self> learnSelf() {
        long now = ticker.nanos();
        boolean fresh = self.filter(known -> isFresh(known.at(), now)).isPresent();
        if (fresh || !pause().isZero()) {
            return self;
        }
        ApiAnswer answer = api.me();
        keepSilent(answer.pause());
        if (answer instanceof ApiAnswer.Ok(var me)) {
            self = Optional.of(new Self(
                    me.path("id").asLong(),
                    me.path("username").asText(),
                    me.path("can_read_all_group_messages").asBoolean(),
                    now));
        }
        return self;
    }

    private Optional<RightsProblem> source(Watch watch) {
        long id = watch.source();
        if (id > 0) {
            return Optional.of(new RightsProblem(Kind.POSITIVE_ID, Long.toString(id), meant(id)));
        }
        return switch (ask(id)) {
            case ChatRights.Known chat -> source(chat);
            case ChatRights.NotFound(String detail) -> Optional.of(missing(id, detail));
            case ChatRights.NotAsked _ -> Optional.empty();
        };
    }

    private Optional<RightsProblem> source(ChatRights.Known chat) {
        if (!chat.member()) {
            return Optional.of(outside(chat));
        }
        if (chat.kind() == ChatRights.Kind.CHANNEL && !chat.admin()) {
            return problem(Kind.NOT_ADMIN, chat);
        }
        boolean hidden = chat.kind() == ChatRights.Kind.GROUP
                && !chat.admin()
                && self.filter(Self::readsGroups).isEmpty();
        return hidden ? problem(Kind.PRIVACY, chat) : Optional.empty();
    }

    private Optional<RightsProblem> destination(Watch watch) {
        long id = watch.destination();
        return switch (ask(id)) {
            case ChatRights.Known chat when !chat.member() -> Optional.of(outside(chat));
            case ChatRights.Known chat
            when !chat.mayPost() ->
                problem(chat.kind() == ChatRights.Kind.CHANNEL ? Kind.CANNOT_POST : Kind.CANNOT_WRITE, chat);
            case ChatRights.Known chat when !chat.mayPostMedia() -> problem(Kind.NO_MEDIA, chat);
            case ChatRights.Known chat when watch.destinationTopic() > 0 -> topic(chat, watch.destinationTopic());
            case ChatRights.Known _, ChatRights.NotAsked _ -> Optional.empty();
            case ChatRights.NotFound(String detail) ->
                Optional.of(
                        id > 0 && meant(id).isEmpty()
                                ? new RightsProblem(Kind.NOT_STARTED, Long.toString(id), detail)
                                : missing(id, detail));
        };
    }

    private Optional<RightsProblem> topic(ChatRights.Known chat, int topic) {
        if (!pause().isZero()) {
            return Optional.empty();
        }
        ApiAnswer answer = api.tryTopic(chat.id(), topic);
        keepSilent(answer.pause());
        return answer instanceof ApiAnswer.Refused refused && refused.code() == 400
                ? Optional.of(new RightsProblem(Kind.TOPIC, name(chat), Integer.toString(topic)))
                : Optional.empty();
    }

    private RightsProblem missing(long id, String detail) {
        String other = meant(id);
        return other.isEmpty()
                ? new RightsProblem(Kind.NOT_FOUND, Long.toString(id), detail)
                : new RightsProblem(Kind.OTHER_ID, Long.toString(id), other);
    }

    private static RightsProblem outside(ChatRights.Known chat) {
        return new RightsProblem(chat.open() ? Kind.PUBLIC_NOT_JOINED : Kind.NOT_MEMBER, name(chat), "");
    }

    private static Optional<RightsProblem> problem(Kind kind, ChatRights.Known chat) {
        return Optional.of(new RightsProblem(kind, name(chat), ""));
    }

    /** An id that Telegram knows, and that differs by a forgotten {@code -} or {@code -100}; empty when there is none. */
    private String meant(long id) {
        String digits = Long.toString(Math.abs(id));
        return Stream.of("-100" + digits, "-" + digits)
                .filter(candidate -> candidate.length() < 18)
                .map(Long::valueOf)
                .filter(candidate -> candidate != id && ask(candidate) instanceof ChatRights.Known)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    private static String name(ChatRights.Known chat) {
        return chat.title().isEmpty() ? Long.toString(chat.id()) : chat.title() + " (" + chat.id() + ")";
    }

    private static boolean isFresh(long at, long now) {
        return now - at < REMEMBERED.toNanos();
    }

    private ChatRights ask(long chatId) {
        long now = ticker.nanos();
        synchronized (answers) {
            Answer known = answers.get(chatId);
            if (known != null && isFresh(known.at(), now)) {
                return known.rights();
            }
        }
        Optional<Self> asker = learnSelf();
        if (asker.isEmpty()) {
            return new ChatRights.NotAsked("Telegram does not say who the bot is", pause());
        }
        if (!pause().isZero()) {
            return new ChatRights.NotAsked("Telegram asked for a pause", pause());
        }
        ChatRights rights = api.rights(chatId, asker.get().id());
        if (rights instanceof ChatRights.NotAsked(String _, Duration pause)) {
            keepSilent(pause);
        } else {
            synchronized (answers) {
                answers.put(chatId, new Answer(rights, now));
            }
        }
        return rights;
    }
}
