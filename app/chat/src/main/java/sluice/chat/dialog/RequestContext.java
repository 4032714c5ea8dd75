package sluice.chat.dialog;

import sluice.base.text.Texts;

/**
 * A request of an admin.
 *
 * @param user the user's id, which is that of the private chat too
 * @param first whether it is the first of the admins, who sees what belongs to the others too
 * @param texts the user's language
 */
public record RequestContext(long user, boolean first, Texts texts) {}
