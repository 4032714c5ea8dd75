/** The content of a message besides its ids: its kind, its sender, its formatting, and all of that as JSON. */
package sluice.base.content;
