package sluice.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import sluice.api.Bounded;

/**
 * The values of a set of keys: those that were written, and the defaults of the others. The file of a bot has the values of its
 * process's file for defaults.
 */
final class Values {

    /** A value as written under one key; just its line when it is wrong. */
    private record Written(int line, boolean right, List<String> texts, List<Object> values) {}

    /** An entry that is read elsewhere: {@code watches} and {@code plugins}. */
    record Raw(int line, Node node) {}

    @Bounded("the keys that there are")
    private final Map<Key<?>, Written> written = new HashMap<>();

    @Bounded("the size of the file, SourceFile.MAX_BYTES")
    private final Map<String, Raw> raw = new HashMap<>();

    private final Optional<Values> shared;

    Values(Optional<Values> shared) {
        this.shared = shared;
    }

    void put(Key<?> key, int line, List<String> texts, List<Object> values) {
        written.put(key, new Written(line, true, texts, values));
    }

    void putWrong(Key<?> key, int line) {
        written.put(key, new Written(line, false, List.of(), List.of()));
    }

    void putRaw(String name, Raw value) {
        raw.put(name, value);
    }

    Map<String, Raw> raw() {
        return raw;
    }

    /** True if there is something under the key, right or wrong. */
    boolean isWritten(Key<?> key) {
        return written.containsKey(key);
    }

    /** True if nobody has set the key, neither here nor for all bots. */
    boolean isDefault(Key<?> key) {
        return !isWritten(key) && shared.filter(values -> values.isWritten(key)).isEmpty();
    }

    /** True if the value under the key was wrong and has been reported. */
    boolean isWrong(Key<?> key) {
        return isWritten(key) && !written.get(key).right();
    }

    /** The line of a key, or of what it would stand in. */
    int line(Key<?> key, int otherwise) {
        return isWritten(key) ? written.get(key).line() : otherwise;
    }

    /** The value, written or by default; empty when there is neither. */
    <T> Optional<T> find(Key<T> key) {
        List<T> own = list(key);
        return own.isEmpty() ? text(key).map(key.kind()::parse) : Optional.of(own.getFirst());
    }

    /** The value, for keys that have a default. */
    <T> T get(Key<T> key) {
        return find(key)
                .orElseThrow(() -> new IllegalStateException("`" + key.name() + "` has neither a value nor a default"));
    }

    /** The entries of a list, empty by default. */
    @SuppressWarnings("unchecked") // put there by the key's own kind
    <T> List<T> list(Key<T> key) {
        return written.containsKey(key)
                ? (List<T>) written.get(key).values()
                : shared.map(values -> values.list(key)).orElse(List.of());
    }

    /** A single value as it was written or would be. */
    Optional<String> text(Key<?> key) {
        Written own = written.get(key);
        return own != null
                ? own.texts().stream().findFirst()
                : shared.filter(values -> values.isWritten(key))
                        .flatMap(values -> values.text(key))
                        .or(() -> key.fallback(profile()));
    }

    private Config.Profile profile() {
        List<Config.Profile> own = list(Keys.PROFILE);
        return own.isEmpty() ? Config.Profile.DEFAULT : own.getFirst();
    }
}
