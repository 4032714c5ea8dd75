package sluice.web.dashboard;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sluice.api.Bounded;

/** A queue of questions to Telegram that are asked behind the page, one after the other. This class is thread-safe. */
final class Background<Q> {

    /** Questions in a row; others follow when the page asks again. */
    private static final int MAX = 100;

    private final Consumer<Q> ask;

    @Bounded("MAX")
    private final Set<Q> wanted = new LinkedHashSet<>();

    private boolean asking;

    /** Questions that {@code ask} puts, which may wait for Telegram and throws nothing. */
    Background(Consumer<Q> ask) {
        this.ask = ask;
    }

    /** Asks a question soon. */
    synchronized void want(Q question) {
        if (wanted.size() < MAX) {
            wanted.add(question);
        }
        if (!asking) {
            asking = true;
            Thread.ofVirtual().name("sluice-page-questions").start(this::run);
        }
    }

    private void run() {
        for (Optional<Q> question = next(); question.isPresent(); question = next()) {
            ask.accept(question.get());
        }
    }

    private synchronized Optional<Q> next() {
        Optional<Q> question = wanted.stream().findFirst();
        question.ifPresentOrElse(wanted::remove, () -> asking = false);
        return question;
    }
}
