package sluice.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sluice.api.Bounded;
import sluice.api.Component;
import sluice.api.ContentDeduplicator;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.UserStates;

/** A part that the bot cannot do without; configuration chooses who plays it. */
public enum Role {
    /** Remembers what was handled. */
    DEDUP(
            Deduplicator.class,
            "message_cache_size",
            "media_group_cache_size",
            "message_cache_ttl",
            "media_group_cache_max",
            "message_cache_max",
            "evictions",
            "duplicates"),
    /** Remembers which contents were sent where. */
    CONTENT_DEDUP(ContentDeduplicator.class, "content_cache_size", "content_duplicates"),
    /** Keeps the dialogs. */
    STATE(UserStates.class, "active_users", "ttl_seconds", "max_users", "expired"),
    /** Knows which chats work. */
    PEER(Peers.class, "cached_peers", "failed_peers", "retry_cooldown", "cleanup_age"),
    /** Holds what waits. */
    QUEUE(MessageQueue.class, "pending", "max_size", "full_events", "dropped", "dead_letters");

    private final Class<? extends Component> service;

    @Bounded("the names above")
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> figures;

    Role(Class<? extends Component> service, String... figures) {
        this.service = service;
        this.figures = List.of(figures);
    }

    /** The name of the role in the configuration ({@code modules.<key>}) and in the statistics, such as {@code dedup}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the statistics that every module in the role has, whoever made it. */
    public List<String> figures() {
        return figures;
    }

    static List<Role> of(Class<?> type) {
        return Arrays.stream(values())
                .filter(role -> role.service.isAssignableFrom(type))
                .toList();
    }
}
