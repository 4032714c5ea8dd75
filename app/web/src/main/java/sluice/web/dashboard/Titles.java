package sluice.web.dashboard;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import sluice.api.Bounded;

/**
 * The names of chats. A name that is not known yet is asked for behind the page, one chat after the other, and is there when the page asks
 * again. This class is thread-safe.
 */
public final class Titles {

    /** Chats asked for in a row; the others follow when the page asks again. */
    private static final int MAX = 100;

    private final LongFunction<Optional<String>> known;
    private final LongConsumer ask;

    @Bounded("MAX")
    private final Set<Long> wanted = new LinkedHashSet<>();

    private boolean asking;

    /**
     * Titles of chats.
     *
     * @param known the title of a chat if it is known; returns at once
     * @param ask sees to it that the title of a chat is known; may wait for Telegram
     */
    public Titles(LongFunction<Optional<String>> known, LongConsumer ask) {
        this.known = known;
        this.ask = ask;
    }

    /** The title of a chat, or nothing while it is not known. */
    String of(long chat) {
        return known.apply(chat).orElseGet(() -> {
            want(chat);
            return "";
        });
    }

    /** The title of a chat if it is known by chance. */
    String ifKnown(long chat) {
        return known.apply(chat).orElse("");
    }

    private synchronized void want(long chat) {
        if (wanted.size() < MAX) {
            wanted.add(chat);
        }
        if (!asking) {
            asking = true;
            Thread.ofVirtual().name("sluice-titles").start(this::ask);
        }
    }

    private void ask() {
        for (Optional<Long> chat = next(); chat.isPresent(); chat = next()) {
            ask.accept(chat.get());
        }
    }

    private synchronized Optional<Long> next() {
        Optional<Long> chat = wanted.stream().findFirst();
        chat.ifPresentOrElse(wanted::remove, () -> asking = false);
        return chat;
    }
}
