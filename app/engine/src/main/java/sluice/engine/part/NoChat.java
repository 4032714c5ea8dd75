package sluice.engine.part;

import java.util.Optional;
import sluice.engine.deliver.Notices;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Update;

/** Stands for the chat in an image without one: nobody is answered or told. */
final class NoChat implements AdminChat {

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void take(Update.Written message) {}

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
