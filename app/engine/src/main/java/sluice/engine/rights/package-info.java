/** The rights of the bot in the chats of its watches. */
package sluice.engine.rights;
