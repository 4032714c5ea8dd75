package sluice.engine.intake;

import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Update;

/** Hears of what people do with the bot itself. Thread-safe; its methods return at once. */
public interface Listener {

    /** Somebody wrote to the bot. */
    void take(Update.Written message);

    /** Somebody added the bot to a chat. */
    void take(Update.Added added);

    /** Somebody tapped a button. */
    void take(ButtonPress tap);
}
