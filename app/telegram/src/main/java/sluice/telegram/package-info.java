/** The only place that knows the Bot API: requests, answers, updates, and what an error means. */
package sluice.telegram;
