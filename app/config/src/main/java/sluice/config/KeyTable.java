package sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;

/** Defines keys, and collects them in the order of the documentation. */
final class KeyTable {

    @Bounded("the keys that a class defines")
    private final List<Key<?>> keys = new ArrayList<>();

    <T> Key<T> key(String name, Kind<T> kind, String fallback) {
        return add(new Key<>(name, kind, 0, Optional.of(fallback), Map.of()));
    }

    /** A key whose default differs in the profiles. */
    <T> Key<T> sized(String name, Kind<T> kind, String small, String fallback, String large) {
        Map<Config.Profile, String> byProfile = Map.of(Config.Profile.SMALL, small, Config.Profile.LARGE, large);
        return add(new Key<>(name, kind, 0, Optional.of(fallback), byProfile));
    }

    <T> Key<T> optional(String name, Kind<T> kind) {
        return add(new Key<>(name, kind, 0, Optional.empty(), Map.of()));
    }

    <T> Key<T> list(String name, Kind<T> kind, int most) {
        return add(new Key<>(name, kind, most, Optional.empty(), Map.of()));
    }

    List<Key<?>> all() {
        return List.copyOf(keys);
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
