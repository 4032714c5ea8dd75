/** What the bot says, in every language that it speaks. */
package sluice.app.text;
