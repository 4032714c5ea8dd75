package sluice.app.chat;

import java.time.Duration;
import java.time.Instant;
import sluice.app.posts.Errand;
import sluice.app.posts.Progress;
import sluice.app.telegram.Screen;
import sluice.app.text.Texts;
import sluice.app.time.Timeline;

/**
 * Shows how far the copying of posts is, in one message that is edited now and then. A single post needs no such message: it arrives,
 * or it is said why not.
 */
final class PostProgress implements Progress {

    /** Between two edits at least. */
    static final Duration BETWEEN = Duration.ofSeconds(3);

    private final Messenger messenger;
    private final PostText text;
    private final Timeline timeline;
    private Instant shownAt = Instant.MIN;

    PostProgress(Messenger messenger, ChatNames names, Timeline timeline, Errand errand) {
        this.messenger = messenger;
        this.text = new PostText(names, Texts.of(errand.language()));
        this.timeline = timeline;
    }

    @Override
    public int going(Errand errand) throws InterruptedException {
        if (errand.size() == 1) {
            return 0;
        }
        if (errand.progress() == 0) {
            shownAt = timeline.now();
            return messenger.send(errand.user(), text.going(errand)).orElse(0);
        }
        if (isTime()) {
            edit(errand, text.going(errand));
        }
        return errand.progress();
    }

    @Override
    public void waiting(Errand errand, Duration wait) throws InterruptedException {
        if (errand.progress() != 0 && isTime()) {
            edit(errand, text.waiting(errand, wait));
        }
    }

    @Override
    public void ended(Errand errand, End end, String detail) throws InterruptedException {
        if (errand.size() == 1 && errand.copied() == 1) {
            return;
        }
        Screen last = text.ended(errand, end, detail);
        if (errand.progress() != 0) {
            if (!isTime()) {
                timeline.alarm().await(Duration.between(timeline.now(), shownAt.plus(BETWEEN)));
            }
            if (edit(errand, last)) {
                return;
            }
        }
        messenger.send(errand.user(), last);
    }

    private boolean isTime() {
        return !timeline.now().isBefore(shownAt.plus(BETWEEN));
    }

    /** Returns {@code false} when the message is not there any more. */
    private boolean edit(Errand errand, Screen screen) throws InterruptedException {
        shownAt = timeline.now();
        return messenger.edit(errand.user(), errand.progress(), screen);
    }
}
