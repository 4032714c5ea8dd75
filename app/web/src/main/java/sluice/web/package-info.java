/** The web pages of the bot, put together. */
package sluice.web;
