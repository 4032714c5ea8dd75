package sluice.chat.posts;

import java.time.Duration;
import java.time.Instant;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.Messenger;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.Progress;
import sluice.control.watches.Watches;
import sluice.telegram.model.Screen;

/**
 * Shows the progress of copying posts, in one message that is edited now and then. A single post for this chat needs no such message: it
 * arrives, or it is said why not.
 */
public final class PostProgress implements Progress {

    /** Between two edits at least. */
    static final Duration BETWEEN = Duration.ofSeconds(3);

    private final Messenger messenger;
    private final PostText text;
    private final Timeline timeline;
    private Instant shownAt = Instant.MIN;

    public PostProgress(
            Messenger messenger, ChatNames names, Watches watches, Timeline timeline, CopyRequest copyRequest) {
        this.messenger = messenger;
        this.text = new PostText(names, watches, Texts.of(copyRequest.language()));
        this.timeline = timeline;
    }

    @Override
    public int going(CopyRequest copyRequest) throws InterruptedException {
        if (isAlone(copyRequest)) {
            return 0;
        }
        if (copyRequest.progress() == 0) {
            shownAt = timeline.now();
            return messenger.send(copyRequest.user(), text.going(copyRequest)).orElse(0);
        }
        if (isTime()) {
            edit(copyRequest, text.going(copyRequest));
        }
        return copyRequest.progress();
    }

    @Override
    public void waiting(CopyRequest copyRequest, Duration wait) throws InterruptedException {
        if (copyRequest.progress() != 0 && isTime()) {
            edit(copyRequest, text.waiting(copyRequest, wait));
        }
    }

    @Override
    public void ended(CopyRequest copyRequest, End end, String detail) throws InterruptedException {
        if (isAlone(copyRequest) && copyRequest.copied() == 1) {
            return;
        }
        Screen last = text.ended(copyRequest, end, detail);
        if (copyRequest.progress() != 0) {
            if (!isTime()) {
                timeline.alarm().await(Duration.between(timeline.now(), shownAt.plus(BETWEEN)));
            }
            if (edit(copyRequest, last)) {
                return;
            }
        }
        messenger.send(copyRequest.user(), last);
    }

    private static boolean isAlone(CopyRequest copyRequest) {
        return copyRequest.size() == 1 && !copyRequest.goesToWatch();
    }

    private boolean isTime() {
        return !timeline.now().isBefore(shownAt.plus(BETWEEN));
    }

    /** Returns {@code false} when the message is not there any more. */
    private boolean edit(CopyRequest copyRequest, Screen screen) throws InterruptedException {
        shownAt = timeline.now();
        return messenger.edit(copyRequest.user(), copyRequest.progress(), screen);
    }
}
