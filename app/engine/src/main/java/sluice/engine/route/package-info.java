/** Matches messages to watches and plans the jobs that they trigger. */
package sluice.engine.route;
