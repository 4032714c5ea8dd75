package sluice.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sluice.api.Copy;
import sluice.api.DeadLetter.Reason;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.store.JobTable.Entry;

/** What becomes of that which the last process was sending when it ended. For the writer thread only. */
final class Recovery {

    private static final String NUMBER = "number";
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Tables tables;
    private final LaneBook book;
    private final Endings endings;
    private final Burial burial;
    private final Figures figures;
    private final ClaimFile claims;
    private final Clock clock;

    Recovery(
            Tables tables,
            LaneBook book,
            Endings endings,
            Burial burial,
            Figures figures,
            ClaimFile claims,
            Clock clock) {
        this.tables = tables;
        this.book = book;
        this.endings = endings;
        this.burial = burial;
        this.figures = figures;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Ends what has ended, and makes dead letters of what may have been sent or not.
     *
     * @param totals what is there
     * @return the number of this store
     */
    long run(JobTable.Totals totals) {
        figures.present().begin(totals, tables.letters().count());
        long store = number();
        int ended = claimed(claims.read(store));
        List<Entry> entries = tables.jobs().inFlight(StoreCore.STEP);
        while (!entries.isEmpty()) {
            for (Entry entry : entries) {
                burial.bury(entry, Reason.UNKNOWN_OUTCOME, "the process ended during the call");
            }
            entries = tables.jobs().inFlight(StoreCore.STEP);
        }
        figures.present().unknownOutcomes(totals.jobs() - figures.present().jobs() - ended);
        burial.trim();
        return store;
    }

    /** The number by which this store is told from others, made when it is used for the first time. */
    private long number() {
        long number = tables.facts().valueSince(NUMBER, Long.MIN_VALUE);
        if (number == 0) {
            number = RANDOM.nextLong(1, Long.MAX_VALUE);
            tables.facts().put(NUMBER, number, Times.nanos(clock.instant()));
        }
        return number;
    }

    /** How many of what was claimed had ended. What the store knows already is not there any more. */
    private int claimed(ClaimFile.Left left) {
        int ended = 0;
        for (Claim claim : left.claims()) {
            Optional<Entry> entry = tables.jobs().at(claim.lane(), claim.place());
            if (entry.isEmpty()) {
                continue;
            }
            if (claim.state() == Claim.State.DONE) {
                LaneState lane = book.touch(claim.lane());
                Run.Done done = new Run.Done(entry.get(), copy(entry.get(), claim));
                endings.keep(claim.lane(), List.of(done));
                lane.changed();
                ended++;
            } else if (claim.state() == Claim.State.BEGUN) {
                burial.bury(entry.get(), Reason.UNKNOWN_OUTCOME, "the process ended during the call");
            } else if (!left.exact()) {
                burial.bury(entry.get(), Reason.UNKNOWN_OUTCOME, "the machine stopped when it was about to be sent");
            }
        }
        return ended;
    }

    private static Optional<Copy> copy(Entry entry, Claim claim) {
        Job job = entry.jobs().getFirst();
        return claim.copy() != 0 && job.payload() instanceof Payload.Relay relay
                ? Optional.of(new Copy(job.watch(), relay.chatId(), relay.messageId(), claim.lane(), claim.copy()))
                : Optional.empty();
    }
}
