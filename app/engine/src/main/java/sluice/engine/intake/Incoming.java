package sluice.engine.intake;

import sluice.api.Job;

/**
 * A job on its way into the queue.
 *
 * @param updateId the update that it comes of; as an offset it confirms all updates before that one
 * @param job the job that is to be queued
 */
record Incoming(long updateId, Job job) {}
