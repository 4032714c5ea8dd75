/** The status of the bot: counters, health, and the figures of every concern in one report. */
package sluice.host.status;
