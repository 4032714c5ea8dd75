package sluice.control.part;

import java.time.Duration;
import java.util.Optional;
import sluice.control.posts.Posts;
import sluice.control.posts.Progress;
import sluice.engine.deliver.Notices;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Update;

/** Stands for the chat in an image without one: nobody is answered or notified. */
final class NoChat implements AdminChat {

    private final Posts posts;

    NoChat(Posts posts) {
        this.posts = posts;
    }

    @Override
    public void start() {
        posts.start(_ -> Progress.NONE);
    }

    @Override
    public void stop() throws InterruptedException {
        posts.stop(Duration.ofMillis(500));
    }

    @Override
    public void take(Update.Written message) {}

    @Override
    public void take(Update.Added added) {}

    @Override
    public void take(ButtonPress tap) {}

    @Override
    public Notices.Teller teller() {
        return Notices.NOBODY;
    }

    @Override
    public Optional<String> knownName(long chatId) {
        return Optional.empty();
    }

    @Override
    public String nameOf(long chatId) {
        return Long.toString(chatId);
    }
}
