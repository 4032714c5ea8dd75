package sluice.queue.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.Payload;

/** One delivery at its place in a lane: a job, or a closed album. */
class Entry implements Comparable<Entry> {

    private final Instant due;
    private final long arrival;
    private final boolean retried;

    @Bounded("one job, or the members of one album")
    private List<Job> jobs;

    Entry(Instant due, long arrival, List<Job> jobs) {
        this(due, arrival, false, jobs);
    }

    private Entry(Instant due, long arrival, boolean retried, List<Job> jobs) {
        this.due = due;
        this.arrival = arrival;
        this.retried = retried;
        this.jobs = jobs;
    }

    /** Returns a copy at the same place in the order, but before all untried deliveries. */
    Entry retried(List<Job> next) {
        return new Entry(due, arrival, true, next);
    }

    /** Returns a copy without further members. */
    Entry closed() {
        return new Entry(due, arrival, retried, jobs);
    }

    /** Addresses the jobs to another chat. */
    void readdress(long chatId) {
        jobs = jobs.stream().map(job -> job.to(chatId)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** True if it sends a given message for a given watch. */
    boolean relays(String watch, long chatId, int messageId) {
        return jobs.stream()
                .anyMatch(job -> job.watch().equals(watch)
                        && job.payload() instanceof Payload.Relay relay
                        && relay.chatId() == chatId
                        && relay.messageId() == messageId);
    }

    List<Job> jobs() {
        return jobs;
    }

    long arrival() {
        return arrival;
    }

    Instant due() {
        return due;
    }

    /**
     * The time from which it may be sent.
     *
     * @param flushing whether albums go out without waiting for members
     */
    Instant readyAt(boolean flushing) {
        return due;
    }

    @Override
    public final int compareTo(Entry other) {
        if (retried != other.retried) {
            return retried ? -1 : 1;
        }
        int byDue = due.compareTo(other.due);
        return byDue != 0 ? byDue : Long.compare(arrival, other.arrival);
    }
}
