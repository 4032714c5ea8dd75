package sluice.queue.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sluice.api.Copy;
import sluice.api.DeadLetter.Reason;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.store.QueueCounters.Counter;
import sluice.queue.store.claims.Claim;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.JobTable.Entry;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Tables;

/** Resolves deliveries that were in flight at the last shutdown. For the writer thread only. */
final class StartupRecovery {

    /** The number of the last process that has ended with nothing claimed. */
    static final String CLOSED = "closed";

    private static final Logger LOG = System.getLogger(StartupRecovery.class.getName());

    private static final String NUMBER = "number";
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Tables tables;
    private final LaneUnitOfWork lanes;
    private final Placement placement;
    private final QueueCounters counters;
    private final ClaimFile claims;
    private long lost;

    StartupRecovery(
            Tables tables, LaneUnitOfWork lanes, Placement placement, QueueCounters counters, ClaimFile claims) {
        this.tables = tables;
        this.lanes = lanes;
        this.placement = placement;
        this.counters = counters;
        this.claims = claims;
    }

    /**
     * Ends what has ended, and makes dead letters of what may have been sent or not.
     *
     * @param run the number of the last process
     * @param known the highest number that this store has given to a delivery
     * @return the number of this store
     */
    long run(JobTable.Totals totals, long run, long known, long now) {
        counters.begin(totals, tables.deadLetters().count());
        long store = number(now);
        ClaimFile.Left left = claims.read(store, run);
        lost = Math.max(0, left.promised() - known);
        if (lost > 0) {
            LOG.log(
                    Level.ERROR,
                    "sluice.db has lost {0} messages that were waiting or sent: its log (sluice.db-wal) was cut or removed",
                    lost);
        }
        boolean clean = run == 0 || tables.facts().value(CLOSED) == run;
        int ended = clean ? 0 : left.fits() ? claimed(left) : claimedUnknown(now);
        List<Entry> entries = tables.jobs().inFlight(StoreCore.STEP);
        while (!entries.isEmpty()) {
            for (Entry entry : entries) {
                placement.bury(entry, Reason.UNKNOWN_OUTCOME, "the process ended during the call");
            }
            entries = tables.jobs().inFlight(StoreCore.STEP);
        }
        counters.add(Counter.UNKNOWN_OUTCOMES, totals.jobs() - counters.present(Counter.JOBS) - ended);
        placement.trim();
        return store;
    }

    /** The number of deliveries that the store had promised to keep and does not have. */
    long lost() {
        return lost;
    }

    /** The file of claims does not fit, so that of each lane as much may be sent as can be claimed together. */
    private int claimedUnknown(long now) {
        int buried = 0;
        for (long lane : tables.jobs().lanes()) {
            for (Entry entry : tables.jobs().from(lane, Place.FIRST, ClaimFile.SLOTS)) {
                if (entry.isPlain(now)) {
                    placement.bury(
                            entry,
                            Reason.UNKNOWN_OUTCOME,
                            "sluice.claims is damaged or missing, and nobody else knows whether it was sent");
                    buried++;
                }
            }
        }
        LOG.log(
                Level.ERROR,
                "sluice.claims does not belong to sluice.db, or is damaged or missing: {0} messages that may have been sent are dead letters",
                buried);
        return 0;
    }

    /** The number that distinguishes this store from others, made when it is used for the first time. */
    private long number(long now) {
        long number = tables.facts().value(NUMBER);
        if (number == 0) {
            number = RANDOM.nextLong(1, Long.MAX_VALUE);
            tables.facts().put(NUMBER, number, now);
        }
        return number;
    }

    /** Applies the claims and returns how many of them had ended. Those that the store knows already are skipped. */
    private int claimed(ClaimFile.Left left) {
        int ended = 0;
        for (Claim claim : left.claims()) {
            Optional<Entry> entry = tables.jobs().at(claim.lane(), claim.place());
            if (entry.isEmpty()) {
                continue;
            }
            if (claim.state() == Claim.State.DONE) {
                LaneState lane = lanes.touch(claim.lane());
                ClaimedBatch.Done done = new ClaimedBatch.Done(entry.get(), copy(entry.get(), claim));
                lanes.applyEnded(claim.lane(), List.of(done));
                lane.changed();
                ended++;
            } else if (claim.state() == Claim.State.BEGUN) {
                placement.bury(entry.get(), Reason.UNKNOWN_OUTCOME, "the process ended during the call");
            } else if (!left.exact()) {
                placement.bury(entry.get(), Reason.UNKNOWN_OUTCOME, "the machine stopped when it was about to be sent");
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
