package sluice.app.dashboard;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import sluice.app.deliver.Recovery;
import sluice.app.deliver.Undelivered;
import sluice.app.housekeeping.CleanupRun;
import sluice.app.log.Warnings;
import sluice.app.status.Status;
import sluice.app.status.WatchCounters;
import sluice.app.watches.Watches;

/**
 * What the dashboard shows. All of it may be asked by several threads at once.
 *
 * @param status figures, health and curves
 * @param watches the watches
 * @param counters what they have done
 * @param undelivered the dead letters
 * @param recovery lets chats that failed be tried at once
 * @param cleanups the last ones, the newest first
 * @param warnings the last ones, the newest first
 * @param titles what chats call themselves
 * @param clock the bot's time
 */
public record Sources(
        Status status,
        Watches watches,
        WatchCounters counters,
        Undelivered undelivered,
        Recovery recovery,
        Supplier<List<CleanupRun>> cleanups,
        Supplier<List<Warnings.Line>> warnings,
        Titles titles,
        Clock clock) {}
