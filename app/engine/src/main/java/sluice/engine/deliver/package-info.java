/** Sends what waits in the queue: lanes, pacing, filters once more, the call, and what its answer means. */
package sluice.engine.deliver;
