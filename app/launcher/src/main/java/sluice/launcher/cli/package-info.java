/** The command line: one class for each command. */
package sluice.launcher.cli;
