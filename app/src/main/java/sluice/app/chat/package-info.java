/**
 * The bot's talk with the people who run it.
 *
 * <p>{@link sluice.app.chat.Chat} takes what they write and tap, lets nobody in but the admins, and does what each of them wants in
 * order and beside forwarding. What is asked is answered by a {@link sluice.app.chat.Part}, whose {@link sluice.app.chat.Answer} is
 * data: only {@link sluice.app.chat.Messenger} makes calls. Where a dialog stands is known by the state module alone; a button names
 * dialog and step by a token, see {@link sluice.app.chat.Dialogs}.
 */
package sluice.app.chat;
