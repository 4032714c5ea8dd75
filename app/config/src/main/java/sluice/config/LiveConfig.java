package sluice.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sluice.api.Bounded;

/**
 * The configuration in force. Readers ask it each time and keep nothing; those that must act when it changes listen. Thread-safe.
 */
public final class LiveConfig implements Supplier<Config> {

    @Bounded("one for each part of the bot that acts on a change")
    private final List<Consumer<Config>> listeners = new CopyOnWriteArrayList<>();

    private volatile Config config;

    public LiveConfig(Config config) {
        this.config = config;
    }

    @Override
    public Config get() {
        return config;
    }

    /**
     * Listens to changes, for good.
     *
     * @param listener receives each changed configuration on the thread that brings it, after those that listened
     *     before
     */
    public void onChange(Consumer<Config> listener) {
        listeners.add(listener);
    }

    public synchronized void change(Config changed) {
        config = changed;
        listeners.forEach(listener -> listener.accept(changed));
    }
}
