package sluice.app.host;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sluice.api.Component;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.UserStates;

/** A part that the bot cannot do without; configuration chooses who plays it. */
public enum Role {
    /** Remembers what was handled. */
    DEDUP(Deduplicator.class),
    /** Keeps the dialogs. */
    STATE(UserStates.class),
    /** Knows which chats work. */
    PEER(Peers.class),
    /** Holds what waits. */
    QUEUE(MessageQueue.class);

    private final Class<? extends Component> service;

    Role(Class<? extends Component> service) {
        this.service = service;
    }

    Class<? extends Component> service() {
        return service;
    }

    /**
     * The name of the role in the configuration ({@code modules.<key>}) and in the statistics.
     *
     * @return for example {@code dedup}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Role> of(Class<?> type) {
        return Arrays.stream(values())
                .filter(role -> role.service.isAssignableFrom(type))
                .toList();
    }
}
