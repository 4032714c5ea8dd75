/** The steps that come with the bot. They are found like those of a plugin and know nothing of the rest but expressions. */
package sluice.builtin;
