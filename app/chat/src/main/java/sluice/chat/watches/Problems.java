package sluice.chat.watches;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;
import sluice.chat.dialog.RequestContext;
import sluice.engine.rights.Rights;
import sluice.engine.rights.RightsProblem;

/** The sentences about what keeps watches from working, asked of Telegram within a time limit. This class is thread-safe. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The longest that a screen waits for them; what is not known by then is not shown. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Questions under way at a time; while they hang, others are not asked. */
    private static final int MAX_ASKING = 4;

    /** Of each sentence, in UTF-16 units. */
    private static final int LONGEST = 300;

    private final Rights rights;
    private final Timeline timeline;
    private final Semaphore asking = new Semaphore(MAX_ASKING);

    public Problems(Rights rights, Timeline timeline) {
        this.rights = rights;
        this.timeline = timeline;
    }

    /** The problems of some watches, a line each with a line break before it; empty when none is known. */
    public String of(RequestContext context, List<Watch> watches) {
        return found(watches).stream()
                .map(problem -> "\n⚠️ " + DisplayText.cut(problem.text(context.texts()), LONGEST))
                .distinct()
                .collect(Collectors.joining());
    }

    private List<RightsProblem> found(List<Watch> watches) {
        if (watches.isEmpty() || !asking.tryAcquire()) {
            return List.of();
        }
        List<RightsProblem> found = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean late = new AtomicBoolean();
        Alarm alarm = timeline.alarm();
        Thread.ofVirtual().name("sluice-problems").start(() -> {
            try {
                watches.stream().takeWhile(_ -> !late.get()).forEach(watch -> found.addAll(rights.problems(watch)));
            } catch (RuntimeException e) {
                LOG.warn("cannot ask for the rights of the bot: {}", e.toString());
            } finally {
                asking.release();
                alarm.ring();
            }
        });
        try {
            alarm.await(LIMIT);
        } catch (InterruptedException e) {
            // The bot is stopping.
            Thread.currentThread().interrupt();
        }
        late.set(true);
        synchronized (found) {
            return List.copyOf(found);
        }
    }
}
