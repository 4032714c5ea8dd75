/** The log: one line an event on standard error, without secrets. */
package sluice.base.log;
