package sluice.config;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of one key: the one source for reading, checking and messages.
 *
 * @param name the full name, its parts joined by dots
 * @param kind the kind of its value, or of each entry of a list
 * @param most 0 for a single value, else the maximum length of the list
 * @param fallback the default as it would be written; empty for none
 * @param byProfile defaults of other profiles
 */
record Key<T>(String name, Kind<T> kind, int most, Optional<String> fallback, Map<Config.Profile, String> byProfile) {

    /** Takes a copy, and reads the defaults: a wrong one is our own fault and must not wait for an operator. */
    Key {
        byProfile = Map.copyOf(byProfile);
        fallback.ifPresent(kind::parse);
        byProfile.values().forEach(kind::parse);
    }

    boolean isList() {
        return most > 0;
    }

    /** The default in a profile as it would be written. */
    Optional<String> fallback(Config.Profile profile) {
        return Optional.ofNullable(byProfile.get(profile)).or(() -> fallback);
    }

    /** The allowed values, in words that follow "must be". */
    String allowed() {
        return isList() ? "a list, each entry " + kind.allowed() : kind.allowed();
    }
}
