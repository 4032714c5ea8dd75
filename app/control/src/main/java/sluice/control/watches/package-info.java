/** Watches as files: written for people and for another data directory, and read from either, the Python bot's too. */
package sluice.control.watches;
