package sluice.control.part;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import sluice.api.MessageQueue;
import sluice.api.NoteRepository;
import sluice.api.Peers;
import sluice.base.log.Warnings;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Recovery;
import sluice.engine.journal.Journal;
import sluice.engine.rights.Rights;
import sluice.host.cleanup.CleanupRun;
import sluice.host.status.Health;
import sluice.host.status.Report;
import sluice.host.status.Status;
import sluice.host.status.WatchCounters;

/**
 * The view of a bot that the web pages show. All of it may be asked by several threads at once.
 *
 * @param notes what was recorded; empty when nothing keeps notes
 * @param cleanups the last ones, the newest first
 * @param warnings the last ones, the newest first
 * @param knownName the name of a chat if it is known; returns at once
 * @param askName sees to it that the name of a chat is known; may wait for Telegram
 */
public record BotView(
        Report report,
        Health health,
        Status status,
        Watches watches,
        WatchCounters counters,
        MessageQueue queue,
        Peers peers,
        DeadLetterService deadLetters,
        Recovery recovery,
        Journal journal,
        Rights rights,
        Posts posts,
        PostRanges ranges,
        Optional<NoteRepository> notes,
        Supplier<List<CleanupRun>> cleanups,
        Supplier<List<Warnings.Line>> warnings,
        LongFunction<Optional<String>> knownName,
        LongConsumer askName,
        String version,
        Timeline timeline,
        LiveConfig config) {}
