/** The bot as a whole: its parts put together, started, changed and stopped. */
package sluice.launcher.bot;
