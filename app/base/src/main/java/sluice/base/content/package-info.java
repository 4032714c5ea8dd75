/** The formatting of a text as the Bot API writes it. */
package sluice.base.content;
