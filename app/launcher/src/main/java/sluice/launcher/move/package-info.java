/** The commands that move what a bot keeps: to a file, from a file, and from one database to another. */
package sluice.launcher.move;
