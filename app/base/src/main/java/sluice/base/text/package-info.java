/** The texts of the bot in all its languages. */
package sluice.base.text;
