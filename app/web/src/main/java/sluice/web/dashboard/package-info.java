/** The page at {@code /}: how the bot is doing, and what can be done about it. */
package sluice.web.dashboard;
