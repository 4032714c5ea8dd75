/** What a message carries besides its ids: its kind, its sender, its formatting, and how that is written as JSON. */
package sluice.app.content;
