package sluice.chat.dialog;

import sluice.api.Watch;
import sluice.base.text.Texts;

/**
 * A request of an admin.
 *
 * @param user the user's id, which is that of the private chat too
 * @param first whether it is the first of the admins, who sees what belongs to the others too
 * @param texts the user's language
 */
public record RequestContext(long user, boolean first, Texts texts) {

    /** True if the user may see a watch, and change it. */
    public boolean maySee(Watch watch) {
        return first || watch.owner() == user;
    }

    public String text(String key, Object... values) {
        return texts.get(key, values);
    }

    /** True if a text that was written is that of the button for nothing. */
    public boolean isNone(String written) {
        return written.strip().equalsIgnoreCase(text("watch.button.none"));
    }

    /** An answer that goes away by itself. */
    public ChatAnswer note(String key, Object... values) {
        return new ChatAnswer.Note(text(key, values), false);
    }

    /** An answer that stays until the user closes it. */
    public ChatAnswer alert(String key, Object... values) {
        return new ChatAnswer.Note(text(key, values), true);
    }

    /** The reason why a request cannot be carried out, to be thrown. */
    public InputRefusal refusal(String key, Object... values) {
        return new InputRefusal(text(key, values));
    }
}
