/** The pages of a process with several bots: the list of all, and their health together. */
package sluice.web.fleet;
