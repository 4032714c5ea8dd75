/** Time as the bot sees it: one door to the clock, to waiting and to timers, so that tests need not sleep. */
package sluice.base.time;
