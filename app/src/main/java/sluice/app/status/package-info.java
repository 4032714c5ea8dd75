/** How the bot is doing: counters, health, and the figures of every concern in one report. */
package sluice.app.status;
