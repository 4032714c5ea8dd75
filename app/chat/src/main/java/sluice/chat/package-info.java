/**
 * The bot's talk with the people who run it.
 *
 * <p>{@link sluice.chat.Chat} takes what they write and tap, lets nobody in but the admins, and does what each of them wants in
 * order and beside forwarding. What is asked is answered by a {@link sluice.chat.dialog.Part}, whose {@link sluice.chat.dialog.ChatAnswer} is
 * data: only {@link sluice.chat.dialog.Messenger} makes calls. Where a dialog stands is known by the state module alone; a button names
 * dialog and step by a token, see {@link sluice.chat.dialog.Dialogs}.
 */
package sluice.chat;
