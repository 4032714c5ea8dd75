package sluice.chat.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.base.collection.BoundedMap;
import sluice.base.text.DisplayText;
import sluice.base.time.Timeline;
import sluice.telegram.ChatCalls;
import sluice.telegram.model.ChatFound;

/**
 * The names of chats, asked of Telegram when a screen shows them. While Telegram does not answer, ids are shown at once and nobody waits.
 * This class is thread-safe.
 */
public final class ChatNames {

    /** The most names that are remembered; the least recently shown goes first. */
    public static final int MAX = 1_000;

    /** A name is asked for again after so long. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** The longest that Telegram allows, in UTF-16 units; it is cut here so that {@link #MAX} of them have a size. */
    private static final int LONGEST = 128;

    private record Name(String name, Instant since) {}

    private final ChatCalls calls;
    private final Timeline timeline;
    private Instant askAgain = Instant.MIN;

    @Bounded("MAX")
    private final Map<Long, Name> names = BoundedMap.byUse(MAX);

    public ChatNames(ChatCalls calls, Timeline timeline) {
        this.calls = calls;
        this.timeline = timeline;
    }

    /** Asks for a chat and remembers its name. */
    public ChatFound find(String name) {
        ChatFound found = calls.find(name);
        if (found instanceof ChatFound.Known known) {
            put(known.id(), known.title());
        }
        return found;
    }

    /** The name of a chat, or its id when it is not to be had. */
    public String of(long chatId) {
        return known(chatId)
                .or(() -> asked(chatId))
                .filter(name -> !name.isBlank())
                .orElse(Long.toString(chatId));
    }

    /** The same for a line of other words, in so many UTF-16 units at most. */
    public String of(long chatId, int max) {
        return DisplayText.isolated(DisplayText.cut(of(chatId), max));
    }

    /** The name of a chat if it is known, without asking for it. */
    public Optional<String> ifKnown(long chatId) {
        return known(chatId).filter(name -> !name.isBlank());
    }

    private synchronized Optional<String> known(long chatId) {
        Instant oldest = timeline.now().minus(FRESH);
        return Optional.ofNullable(names.get(chatId))
                .filter(name -> name.since().isAfter(oldest))
                .map(Name::name);
    }

    private Optional<String> asked(long chatId) {
        if (!mayAsk()) {
            return Optional.empty();
        }
        return switch (find(Long.toString(chatId))) {
            case ChatFound.Known known -> Optional.of(known.title());
            case ChatFound.Unknown _ -> {
                put(chatId, "");
                yield Optional.empty();
            }
            case ChatFound.NotAsked _ -> {
                leaveAlone();
                yield Optional.empty();
            }
        };
    }

    private synchronized boolean mayAsk() {
        return !timeline.now().isBefore(askAgain);
    }

    private synchronized void leaveAlone() {
        askAgain = timeline.now().plus(ASK_AGAIN);
    }

    private synchronized void put(long chatId, String name) {
        names.put(chatId, new Name(DisplayText.cut(name, LONGEST), timeline.now()));
    }
}
