/** Periodic work: every memory concern is cleaned, and the figures are logged. */
package sluice.host.cleanup;
