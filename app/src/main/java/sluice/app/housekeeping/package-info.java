/** What is done every so often: every memory concern is cleaned, and the figures are logged. */
package sluice.app.housekeeping;
