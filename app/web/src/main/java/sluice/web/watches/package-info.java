/** The pages on which watches are added, edited, tested, paused and removed. */
package sluice.web.watches;
