package sluice.engine.part;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import sluice.api.NoteRepository;
import sluice.base.log.Warnings;
import sluice.base.time.Timeline;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Recovery;
import sluice.engine.watches.Watches;
import sluice.host.cleanup.CleanupRun;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.host.status.Status;
import sluice.host.status.WatchCounters;

/**
 * The view of a bot that the web pages show. All of it may be asked by several threads at once.
 *
 * @param report the figures of all modules
 * @param health whether all is well
 * @param status figures, health and curves
 * @param watches the watches
 * @param counters what they have done
 * @param undelivered the dead letters
 * @param recovery lets chats that failed be tried at once
 * @param notes what was recorded; empty when nothing keeps notes
 * @param cleanups the last ones, the newest first
 * @param warnings the last ones, the newest first
 * @param knownName the name of a chat if it is known; returns at once
 * @param askName sees to it that the name of a chat is known; may wait for Telegram
 * @param version of this program
 * @param timeline the bot's time
 */
public record BotView(
        Report report,
        Health health,
        Status status,
        Watches watches,
        WatchCounters counters,
        DeadLetterService undelivered,
        Recovery recovery,
        Optional<NoteRepository> notes,
        Supplier<List<CleanupRun>> cleanups,
        Supplier<List<Warnings.Line>> warnings,
        LongFunction<Optional<String>> knownName,
        LongConsumer askName,
        String version,
        Timeline timeline) {}
