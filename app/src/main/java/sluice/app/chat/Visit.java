package sluice.app.chat;

import sluice.app.text.Texts;

/**
 * An admin who wants something.
 *
 * @param user the user's id, which is that of the private chat too
 * @param first whether it is the first of the admins, who sees what belongs to the others too
 * @param texts the user's language
 */
record Visit(long user, boolean first, Texts texts) {}
