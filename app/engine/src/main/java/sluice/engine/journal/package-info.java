/** The messages that came lately, and what became of each. */
package sluice.engine.journal;
