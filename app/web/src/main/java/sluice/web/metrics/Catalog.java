package sluice.web.metrics;

import static sluice.web.metrics.Family.counter;
import static sluice.web.metrics.Family.gauge;
import static sluice.web.metrics.Family.info;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Every metric, by the figure that it shows. Base units; {@code sluice_} before all that is ours, the usual names for the JVM and the
 * process. A table in docs/monitoring.md tells of each.
 */
final class Catalog {

    /** Those that show one figure of {@code /stats}, by {@code concern.figure}. */
    static final Map<String, Family> FIGURES = figures();

    static final Family HEALTHY =
            gauge("sluice_healthy", "1 while polling works and the queue moves, else 0; as /healthz.");
    static final Family PROBLEMS =
            gauge("sluice_problems", "What /healthz names at present, by what it is about.", "about");
    static final Family LAST_POLL = gauge(
            "sluice_last_successful_poll_timestamp_seconds",
            "When Telegram last answered a poll, as Unix time; 0 when it has not yet.");
    static final Family BUILD =
            info("sluice_build_info", "The version that runs, and the Java below it.", "version", "java");
    static final Family STARTED = gauge("process_start_time_seconds", "When the process was started, as Unix time.");
    static final Family SKIPPED =
            counter("sluice_messages_skipped_total", "Messages that were left out, by reason.", "reason");
    static final Family STEP_DROPS = counter(
            "sluice_steps_dropped_total", "Messages that steps of watches left out, by step and reason.", "reason");
    static final Family REMOVED =
            counter("sluice_cleanup_removed_entries_total", "Entries that cleanups removed, by concern.", "concern");
    static final Family WATCHES = counter(
            "sluice_watch_messages_total",
            "Messages of each watch by what became of them; beyond 100 watches the others are one, other.",
            "watch",
            "outcome");
    static final Family WATCHES_TAKEN = counter(
            "sluice_watch_messages_taken_total",
            "Messages that came in for each watch and passed; beyond 100 watches the others are one, other.",
            "watch");
    static final Family MODULES = gauge("sluice_modules", "Modules and plugins, by what became of them.", "state");
    static final Family MODULE_ACTIVE = gauge(
            "sluice_module_active",
            "1 for a module that is in use, 0 for one that failed or is left out; at most 100 are told apart.",
            "module");
    static final Family PLUGIN = gauge(
            "sluice_module_figure",
            "Figures that modules report besides those that all in their role have; at most 200 are told apart.",
            "module",
            "figure");

    private Catalog() {}

    /** All metrics there can be. */
    static Set<Family> all() {
        Set<Family> all = new LinkedHashSet<>(FIGURES.values());
        all.addAll(Set.of(HEALTHY, PROBLEMS, LAST_POLL, BUILD, STARTED, SKIPPED, STEP_DROPS, REMOVED, MODULES));
        all.addAll(Set.of(MODULE_ACTIVE, PLUGIN, WATCHES, WATCHES_TAKEN));
        return all;
    }

    private static Map<String, Family> figures() {
        Map<String, Family> map = new LinkedHashMap<>();
        dedup(map);
        dialogs(map);
        queue(map);
        work(map);
        process(map);
        return map;
    }

    private static void dedup(Map<String, Family> map) {
        map.put("dedup.message_cache_size", gauge("sluice_dedup_messages", "Messages remembered as seen."));
        map.put("dedup.message_cache_max", gauge("sluice_dedup_messages_limit", "Most messages remembered as seen."));
        map.put("dedup.media_group_cache_size", gauge("sluice_dedup_media_groups", "Albums remembered as seen."));
        map.put("dedup.media_group_cache_max", gauge("sluice_dedup_media_groups_limit", "Most albums remembered."));
        map.put(
                "dedup.message_cache_ttl",
                gauge("sluice_dedup_message_ttl_seconds", "How long a message counts as seen."));
        map.put(
                "dedup.evictions",
                counter("sluice_dedup_evictions_total", "Entries that made room for newer ones before their time."));
        map.put(
                "dedup.duplicates",
                counter("sluice_dedup_duplicates_total", "Messages and albums that were seen before."));
    }

    private static void dialogs(Map<String, Family> map) {
        map.put("state.active_users", gauge("sluice_state_users", "Users whose dialog is kept."));
        map.put("state.max_users", gauge("sluice_state_users_limit", "Most users whose dialog is kept."));
        map.put("state.ttl_seconds", gauge("sluice_state_ttl_seconds", "How long an unused dialog is kept."));
        map.put("state.expired", counter("sluice_state_expired_total", "Dialogs that went unused too long."));
        map.put("peer.cached_peers", gauge("sluice_peer_known_chats", "Chats known to work."));
        map.put("peer.max_peers", gauge("sluice_peer_known_chats_limit", "Most chats known to work."));
        map.put(
                "peer.failed_peers",
                gauge("sluice_peer_failed_chats", "Chats that failed and are left alone for now."));
        map.put("peer.max_failed", gauge("sluice_peer_failed_chats_limit", "Most failed chats that are kept."));
        map.put(
                "peer.retry_cooldown",
                gauge("sluice_peer_retry_cooldown_seconds", "How long a failed chat is left alone."));
        map.put("peer.cleanup_age", gauge("sluice_peer_cleanup_age_seconds", "How long a failed chat is remembered."));
    }

    private static void queue(Map<String, Family> map) {
        map.put("queue.pending", gauge("sluice_queue_messages", "Messages that wait to be sent, on disk too."));
        map.put("queue.max_size", gauge("sluice_queue_memory_limit_messages", "Most messages held in memory."));
        map.put("queue.full_events", counter("sluice_queue_full_total", "How often the queue had no room."));
        map.put(
                "queue.dropped",
                counter("sluice_queue_dropped_total", "Messages dropped since the queue had no room."));
        map.put("queue.dead_letters", gauge("sluice_queue_dead_letters", "Messages that could not be delivered."));
        map.put(
                "queue.dead_letters_evicted",
                counter("sluice_queue_dead_letters_evicted_total", "Dead letters that made room for newer ones."));
        map.put(
                "queue.lanes",
                gauge("sluice_queue_lanes", "Chats whose messages are next, each with a lane of its own."));
        map.put("queue.backlog", gauge("sluice_queue_backlog_messages", "Messages that wait on disk only."));
        map.put("queue.max_backlog", gauge("sluice_queue_backlog_limit_messages", "Most messages that wait on disk."));
        map.put("queue.duplicates", counter("sluice_queue_duplicates_total", "Jobs that the queue held already."));
        map.put(
                "queue.unknown_outcomes",
                counter("sluice_queue_unknown_outcomes_total", "Sends whose answer never came."));
        map.put(
                "queue.write_failures",
                counter("sluice_queue_write_failures_total", "Writes to the disk that failed."));
        map.put(
                "queue.unwritten",
                gauge("sluice_queue_unwritten", "Results that could not be written to the disk yet."));
        map.put("queue.damaged_files", gauge("sluice_queue_damaged_files", "Damaged files that were set aside."));
        map.put(
                "queue.lost",
                gauge("sluice_queue_lost", "Messages that the store had taken in and no longer knew at the start."));
    }

    private static void work(Map<String, Family> map) {
        map.put("worker.processed", counter("sluice_messages_delivered_total", "Messages delivered."));
        map.put("worker.failed", counter("sluice_messages_failed_total", "Messages that became dead letters."));
        map.put("worker.retried", counter("sluice_deliveries_retried_total", "Deliveries that were tried again."));
        map.put("worker.flood_waits", counter("sluice_flood_waits_total", "Times that Telegram asked to wait."));
        map.put("intake.polls", counter("sluice_polls_total", "Polls that Telegram answered."));
        map.put("intake.poll_failures", counter("sluice_poll_failures_total", "Polls that failed."));
        map.put(
                "intake.poll_timeouts",
                counter("sluice_poll_timeouts_total", "Polls that were ended for being overdue."));
        map.put("intake.updates", counter("sluice_updates_total", "Updates that came from Telegram."));
        map.put(
                "intake.taken",
                counter("sluice_messages_taken_total", "Messages that came in and that a watch sends."));
        map.put("steps.changed", counter("sluice_steps_changed_total", "Messages whose words a step changed."));
        map.put("steps.split", counter("sluice_steps_split_total", "Messages that did not fit into one any more."));
        map.put(
                "steps.passed_over",
                counter("sluice_steps_passed_over_total", "Steps that failed, or could not see the message."));
        map.put("cleanup.runs", counter("sluice_cleanups_total", "Cleanups."));
        map.put(
                "cleanup.pressure_runs",
                counter("sluice_cleanups_pressure_total", "Those among them that were made because memory was short."));
        map.put("modules.faults", counter("sluice_module_faults_total", "Calls into modules that failed."));
    }

    private static void process(Map<String, Family> map) {
        map.put("jvm.heap_used_bytes", gauge("sluice_heap_used_bytes", "Heap in use."));
        map.put("jvm.heap_max_bytes", gauge("sluice_heap_limit_bytes", "Most heap there may be."));
        map.put(
                "jvm.resident_bytes",
                gauge("process_resident_memory_bytes", "Memory of the process; 0 where unknown."));
        map.put(
                "jvm.resident_peak_bytes",
                gauge("sluice_resident_memory_peak_bytes", "The most memory that the process ever had."));
        map.put("jvm.threads", gauge("sluice_threads", "Platform threads."));
    }
}
