package sluice.host.status;

/** The figures of which the {@link History} keeps a curve. */
public enum Series {
    MESSAGES("dedup", "message_cache_size"),
    MEDIA_GROUPS("dedup", "media_group_cache_size"),
    USERS("state", "active_users"),
    PEERS("peer", "cached_peers"),
    FAILED_PEERS("peer", "failed_peers"),
    WAITING("queue", "pending"),
    IN_MEMORY("queue", "in_memory"),
    /** Chats whose lane has something to do, as far as that is in memory. */
    LANES("queue", "lanes"),
    DEAD_LETTERS("queue", "dead_letters"),
    /** Messages received, in each slot. */
    TAKEN("intake", "taken"),
    /** Messages delivered, in each slot. */
    DELIVERED("worker", "processed"),
    /** Messages that became dead letters, in each slot. */
    FAILED("worker", "failed"),
    /** Bytes of the heap in use. */
    HEAP("jvm", "heap_used_bytes"),
    /** Bytes of memory of the process; where the system does not tell, of the heap. */
    MEMORY("jvm", "resident_bytes");

    private final String concern;
    private final String figure;

    Series(String concern, String figure) {
        this.concern = concern;
        this.figure = figure;
    }

    /** The concern of its figure in the report. */
    public String concern() {
        return concern;
    }

    /** The name of its figure there. */
    public String figure() {
        return figure;
    }

    /** True if a slot holds a sum, and not the highest value. */
    public boolean sums() {
        return this == TAKEN || this == DELIVERED || this == FAILED;
    }
}
