/** Takes updates in: long polling, watches, filters, dedup, and into the queue. */
package sluice.engine.intake;
