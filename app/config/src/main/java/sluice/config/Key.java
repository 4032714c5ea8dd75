package sluice.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of one key: the one source for reading, checking, messages and documentation.
 *
 * @param name the full name, its parts joined by dots
 * @param kind what it takes; of a list, what each entry takes
 * @param most 0 for a single value, else a list of at most so many
 * @param fallback the default as it would be written; empty when there is none
 * @param byProfile defaults of other profiles
 * @param absent how it is said that there is no default
 * @param meaning the effect of the key, for the documentation
 */
record Key<T>(
        String name,
        Kind<T> kind,
        int most,
        Optional<String> fallback,
        Map<Profile, String> byProfile,
        String absent,
        String meaning) {

    /** Takes a copy, and reads the defaults: a wrong one is our own fault and must not wait for an operator. */
    Key {
        requireNonNull(name, "name");
        byProfile = Map.copyOf(byProfile);
        fallback.ifPresent(kind::parse);
        byProfile.values().forEach(kind::parse);
    }

    static <T> Key<T> of(String name, Kind<T> kind, String fallback, String meaning) {
        return new Key<>(name, kind, 0, Optional.of(fallback), Map.of(), "", meaning);
    }

    static <T> Key<T> optional(String name, Kind<T> kind, String absent, String meaning) {
        return new Key<>(name, kind, 0, Optional.empty(), Map.of(), absent, meaning);
    }

    static <T> Key<T> list(String name, Kind<T> kind, int most, String meaning) {
        return new Key<>(name, kind, most, Optional.empty(), Map.of(), "none", meaning);
    }

    /** Returns a copy with other defaults in the profiles that differ from the default one. */
    Key<T> sized(String small, String large) {
        return new Key<>(
                name, kind, most, fallback, Map.of(Profile.SMALL, small, Profile.LARGE, large), absent, meaning);
    }

    boolean isList() {
        return most > 0;
    }

    /** The default in a profile as it would be written. */
    Optional<String> fallback(Profile profile) {
        return Optional.ofNullable(byProfile.get(profile)).or(() -> fallback);
    }

    /** The allowed values, in words that follow "must be". */
    String allowed() {
        return isList() ? "a list, each entry " + kind.allowed() : kind.allowed();
    }
}
