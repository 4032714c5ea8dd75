/** The parts of the bot that an image may leave out: the admins' chat and the web pages. Each is found as a service. */
package sluice.control.part;
