package sluice.web.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every metric, by the figure that it shows. Base units; {@code sluice_} before all that is ours, the usual names for the JVM and the
 * process. A table in docs/monitoring.md tells of each.
 */
final class Catalog {

    /** Those that show one figure of {@code /stats}, by {@code concern.figure}. */
    static final Map<String, Family> FIGURES = figures();

    static final Family HEALTHY =
            new Family("sluice_healthy", "1 while polling works and the queue moves, else 0; as /healthz.");
    static final Family PROBLEMS =
            new Family("sluice_problems", "Problems that /healthz reports at present, by kind.", "about");
    static final Family LAST_POLL = new Family(
            "sluice_last_successful_poll_timestamp_seconds",
            "When Telegram last answered a poll, as Unix time; 0 when it has not yet.");
    static final Family BUILD =
            new Family("sluice_build_info", "The version that runs, and the Java below it.", "version", "java");
    static final Family STARTED =
            new Family("process_start_time_seconds", "When the process was started, as Unix time.");
    static final Family CPU =
            new Family("process_cpu_seconds_total", "Processor time of the process, user and system.");
    static final Family OPEN_FILES = new Family("process_open_fds", "Open file descriptors of the process.");
    static final Family MAX_FILES = new Family("process_max_fds", "Most file descriptors that the process may open.");
    static final Family DELIVERY = new Family(
            "sluice_delivery_seconds",
            "Time from receiving a message until it was sent, without the delay of its watch; an album counts once.");
    static final Family WATCH = new Family(
            "sluice_watch_info",
            "Name and chats of a watch; at most 100 watches.",
            "watch",
            "name",
            "source",
            "destination",
            "source_title",
            "destination_title");
    static final Family SKIPPED =
            new Family("sluice_messages_skipped_total", "Messages that were filtered or skipped, by reason.", "reason");
    static final Family STEP_DROPS = new Family(
            "sluice_steps_dropped_total", "Messages that steps of watches filtered, by step and reason.", "reason");
    static final Family REMOVED =
            new Family("sluice_cleanup_removed_entries_total", "Entries that cleanups removed, by concern.", "concern");
    static final Family WATCHES = new Family(
            "sluice_watch_messages_total",
            "Messages of each watch, by outcome; beyond 100 watches the others are one, other.",
            "watch",
            "outcome");
    static final Family WATCHES_TAKEN = new Family(
            "sluice_watch_messages_taken_total",
            "Messages received for each watch that passed its filters; beyond 100 watches the others are one, other.",
            "watch");
    static final Family MODULES = new Family("sluice_modules", "Modules and plugins, by state.", "state");
    static final Family MODULE_ACTIVE = new Family(
            "sluice_module_active",
            "1 for a module that is in use, 0 for one that failed or is not used; at most 100 modules.",
            "module");
    static final Family PLUGIN = new Family(
            "sluice_module_figure",
            "Figures that modules report besides those that all in their role have; at most 200 figures.",
            "module",
            "figure");

    /** Where a process runs several bots, whose other series have the label {@code bot} too. */
    static final Family BOTS = new Family("sluice_bots", "Bots of a process with several, by state.", "state");

    static final Family BOT_UP = new Family(
            "sluice_bot_up",
            "1 while a bot runs here, else 0: paused, failed, elsewhere, or its file has problems; with several bots.",
            "bot");

    /** Where machines share the bots. */
    static final Family OWNER = new Family(
            "sluice_bot_owner_info", "The machine that runs a bot, where machines share them.", "bot", "node");

    static final Family OWNED_SINCE = new Family(
            "sluice_bot_owner_since_timestamp_seconds",
            "Since when the machine that runs a bot does, as Unix time; not there while none does.",
            "bot");
    static final Family WITHOUT_OWNER = new Family(
            "sluice_bot_without_owner_seconds",
            "For how long no machine has run a bot that is not paused; 0 while one does.",
            "bot");

    private Catalog() {}

    /** On each line: the figure, its metric, and what that tells. */
    private static Map<String, Family> figures() {
        String table = """
            dedup.message_cache_size sluice_dedup_messages Messages remembered as seen.
            dedup.message_cache_max sluice_dedup_messages_limit Most messages remembered as seen.
            dedup.media_group_cache_size sluice_dedup_media_groups Albums remembered as seen.
            dedup.media_group_cache_max sluice_dedup_media_groups_limit Most albums remembered.
            dedup.message_cache_ttl sluice_dedup_message_ttl_seconds How long a message counts as seen.
            dedup.evictions sluice_dedup_evictions_total Entries dropped early to make room for newer ones.
            dedup.duplicates sluice_dedup_duplicates_total Messages and albums that were seen before.
            content-dedup.content_cache_size sluice_dedup_contents Contents remembered as sent.
            content-dedup.content_duplicates sluice_dedup_repeats_total Repeats of contents that were not sent.
            state.active_users sluice_state_users Users whose dialog is kept.
            state.max_users sluice_state_users_limit Most users whose dialog is kept.
            state.ttl_seconds sluice_state_ttl_seconds How long an unused dialog is kept.
            state.expired sluice_state_expired_total Dialogs that went unused too long.
            peer.cached_peers sluice_peer_known_chats Chats known to work.
            peer.max_peers sluice_peer_known_chats_limit Most chats known to work.
            peer.failed_peers sluice_peer_failed_chats Chats that failed and are left alone for now.
            peer.max_failed sluice_peer_failed_chats_limit Most failed chats that are kept.
            peer.retry_cooldown sluice_peer_retry_cooldown_seconds How long a failed chat is left alone.
            peer.cleanup_age sluice_peer_cleanup_age_seconds How long a failed chat is remembered.
            queue.pending sluice_queue_messages Messages that wait to be sent, on disk too.
            queue.max_size sluice_queue_memory_limit_messages Most messages held in memory.
            queue.full_events sluice_queue_full_total How often the queue had no room.
            queue.dropped sluice_queue_dropped_total Messages dropped since the queue had no room.
            queue.dead_letters sluice_queue_dead_letters Messages that could not be delivered.
            queue.dead_letters_evicted sluice_queue_dead_letters_evicted_total Dead letters dropped to make room for \
            newer ones.
            queue.lanes sluice_queue_lanes Chats whose messages are next, each with a lane of its own.
            queue.backlog sluice_queue_backlog_messages Messages that wait on disk only.
            queue.max_backlog sluice_queue_backlog_limit_messages Most messages that wait on disk.
            queue.duplicates sluice_queue_duplicates_total Jobs that the queue held already.
            queue.unknown_outcomes sluice_queue_unknown_outcomes_total Sends whose answer never came.
            queue.write_failures sluice_queue_write_failures_total Writes to the disk that failed.
            queue.unwritten sluice_queue_unwritten Results that could not be written to the disk yet.
            queue.damaged_files sluice_queue_damaged_files Damaged files that were set aside.
            queue.lost sluice_queue_lost Messages that the store had accepted and no longer knew at the start.
            worker.processed sluice_messages_delivered_total Messages delivered.
            worker.failed sluice_messages_failed_total Messages that became dead letters.
            worker.retried sluice_deliveries_retried_total Deliveries that were tried again.
            worker.flood_waits sluice_flood_waits_total Flood waits that Telegram asked for.
            intake.polls sluice_polls_total Polls that Telegram answered.
            intake.poll_failures sluice_poll_failures_total Polls that failed.
            intake.poll_timeouts sluice_poll_timeouts_total Polls that were ended for being overdue.
            intake.updates sluice_updates_total Updates that came from Telegram.
            intake.taken sluice_messages_taken_total Messages that were received and that a watch sends.
            steps.changed sluice_steps_changed_total Messages that a step changed.
            steps.split sluice_steps_split_total Messages that a step made too long for one.
            steps.passed_over sluice_steps_passed_over_total Steps that failed, or could not see the message.
            journal.messages sluice_journal_messages Messages of which the journal knows what became of them.
            journal.max_messages sluice_journal_limit_messages Most messages in the journal.
            cleanup.runs sluice_cleanups_total Cleanups.
            cleanup.pressure_runs sluice_cleanups_pressure_total Cleanups because memory was short.
            modules.faults sluice_module_faults_total Calls into modules that failed.
            ownership.owned sluice_ownership_owned_bots Bots that this process owns.
            ownership.nodes sluice_ownership_nodes Processes that share the bots.
            ownership.without_owner sluice_ownership_bots_without_owner Bots that no process runs, though one should.
            ownership.takeovers sluice_ownership_takeovers_total Times that this process took a bot: at a start, or after another process.
            ownership.fenced sluice_ownership_fenced_writes_total Writes that were refused since the bot has another \
            owner by now.
            ownership.not_synchronous sluice_ownership_not_synchronous 1 while a standby of the store may miss what was \
            confirmed.
            jvm.heap_used_bytes sluice_heap_used_bytes Heap in use.
            jvm.heap_max_bytes sluice_heap_limit_bytes Most heap there may be.
            jvm.resident_bytes process_resident_memory_bytes Memory of the process; 0 where unknown.
            jvm.resident_peak_bytes sluice_resident_memory_peak_bytes The most memory that the process ever had.
            jvm.threads sluice_threads Platform threads.
            """;
        return table.lines()
                .map(line -> line.split(" ", 3))
                .collect(Collectors.toMap(
                        row -> row[0], row -> new Family(row[1], row[2]), (first, _) -> first, LinkedHashMap::new));
    }
}
