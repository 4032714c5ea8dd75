package sluice.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures of one concern at one moment, in the order in which they were put.
 *
 * @param values figures by name; names are lower-case words joined by {@code _}, values {@link Long} or {@link Double}
 */
public record Stats(Map<String, Number> values) {

    /** Takes a copy and checks names and types. */
    public Stats {
        Map<String, Number> copy = new LinkedHashMap<>(values);
        copy.forEach((name, value) -> {
            if (!isName(name)) {
                throw new IllegalArgumentException("a statistic is named like `cache_size`, not `" + name + "`");
            }
            if (!(value instanceof Long || value instanceof Double)) {
                throw new IllegalArgumentException(name + " must be a Long or a Double, not " + value);
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** By hand: with a thousand bots a regular expression for this took a tenth of their idle processor time. */
    private static boolean isName(String name) {
        char before = '_';
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            boolean inWord = (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
            if (!inWord && (next != '_' || before == '_')) {
                return false;
            }
            before = next;
        }
        return before != '_' && !Character.isDigit(name.charAt(0));
    }

    /**
     * No figures yet.
     *
     * @return an empty object to add to
     */
    public static Stats empty() {
        return new Stats(Map.of());
    }

    /**
     * Returns a copy with one more figure.
     *
     * @param name the name of the new figure
     * @param value the value of the new figure
     * @return a new object
     */
    public Stats with(String name, long value) {
        return plus(name, value);
    }

    /**
     * Returns a copy with a duration in seconds.
     *
     * @param name the name of the new figure
     * @param value its value; reported as a whole number where it is one
     * @return a new object
     */
    public Stats withSeconds(String name, Duration value) {
        if (value.toNanosPart() == 0) {
            return plus(name, value.toSeconds());
        }
        return plus(name, value.toNanos() / 1e9);
    }

    /**
     * One figure.
     *
     * @param name the name of the figure
     * @return the value of the figure
     * @throws IllegalArgumentException if there is none of that name
     */
    public long count(String name) {
        Number value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no statistic `" + name + "`, only " + values.keySet());
        }
        return value.longValue();
    }

    private Stats plus(String name, Number value) {
        Map<String, Number> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Stats(more);
    }
}
