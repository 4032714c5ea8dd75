package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rule for the messages of one source chat: which ones pass, and what is sent where.
 *
 * @param id names the watch for as long as it exists, over restarts too; never blank
 * @param owner the user whom it belongs to
 * @param source the chat that is watched
 * @param topic the forum topic that is watched, 0 for all
 * @param destination the chat that it sends to (the owner's id for {@code me})
 * @param destinationTopic the forum topic that it sends to, 0 for none
 * @param filters the filters that messages must pass
 * @param mode the part of a passing message that is sent
 * @param extractPatterns in {@link Mode#EXTRACT}, the regular expressions whose matches are sent
 * @param preserveSource {@code true} to forward, which shows the origin; {@code false} to copy
 * @param record whether messages are kept as notes instead of being sent
 * @param delay the time from arrival to sending, from 0 to {@link #MAX_DELAY}
 * @param keepReplies whether a copy answers the copy of the message that its original answered
 * @param syncEdits whether an edit of the original changes the copy
 * @param paused whether it does nothing for now
 * @param steps the steps of its messages, in this order; none for an empty list, the default steps of the configuration
 *     when empty
 */
public record Watch(
        String id,
        long owner,
        long source,
        int topic,
        long destination,
        int destinationTopic,
        Filters filters,
        Mode mode,
        List<String> extractPatterns,
        boolean preserveSource,
        boolean record,
        Duration delay,
        boolean keepReplies,
        boolean syncEdits,
        boolean paused,
        Optional<List<Step>> steps) {

    /** The longest delay. */
    public static final Duration MAX_DELAY = Duration.ofHours(24);

    /** The part of a passing message that is sent. */
    public enum Mode {
        /** The whole message. */
        FULL,
        /** Only what the extract patterns match. */
        EXTRACT
    }

    /**
     * Keywords (case-insensitive) and regular expressions (RE2 syntax), matched in text or caption. Empty lists let
     * everything pass; the blacklists win.
     *
     * @param whitelist keywords of which one must occur
     * @param blacklist keywords of which none may occur
     * @param whitelistRegex expressions of which one must match
     * @param blacklistRegex expressions of which none may match
     */
    public record Filters(
            List<String> whitelist, List<String> blacklist, List<String> whitelistRegex, List<String> blacklistRegex) {

        /** Lets everything pass. */
        public static final Filters NONE = new Filters(List.of(), List.of(), List.of(), List.of());

        /** Takes copies. */
        public Filters {
            whitelist = List.copyOf(whitelist);
            blacklist = List.copyOf(blacklist);
            whitelistRegex = List.copyOf(whitelistRegex);
            blacklistRegex = List.copyOf(blacklistRegex);
        }
    }

    /** Checks the values and takes a copy of the patterns. */
    public Watch {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        requireNonNull(filters, "filters");
        requireNonNull(mode, "mode");
        extractPatterns = List.copyOf(extractPatterns);
        steps = steps.map(List::copyOf);
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be from 0 to 24 h, not " + delay);
        }
    }

    /**
     * A watch with the default steps.
     *
     * @param id names the watch
     * @param owner the user whom it belongs to
     * @param source the chat that is watched
     * @param topic the forum topic that is watched, 0 for all
     * @param destination the chat that it sends to
     * @param destinationTopic the forum topic that it sends to, 0 for none
     * @param filters the filters that messages must pass
     * @param mode the part of a passing message that is sent
     * @param extractPatterns in {@link Mode#EXTRACT}, the regular expressions whose matches are sent
     * @param preserveSource {@code true} to forward, {@code false} to copy
     * @param record whether messages are kept as notes instead of being sent
     * @param delay how long after it came in a message is sent
     * @param keepReplies whether a copy answers the copy of the message that its original answered
     * @param syncEdits whether an edit of the original changes the copy
     * @param paused whether it does nothing for now
     */
    public Watch(
            String id,
            long owner,
            long source,
            int topic,
            long destination,
            int destinationTopic,
            Filters filters,
            Mode mode,
            List<String> extractPatterns,
            boolean preserveSource,
            boolean record,
            Duration delay,
            boolean keepReplies,
            boolean syncEdits,
            boolean paused) {
        this(
                id,
                owner,
                source,
                topic,
                destination,
                destinationTopic,
                filters,
                mode,
                extractPatterns,
                preserveSource,
                record,
                delay,
                keepReplies,
                syncEdits,
                paused,
                Optional.empty());
    }

    /**
     * Returns a copy between other chats, because one of them has a new id.
     *
     * @param newSource the chat that is watched
     * @param newDestination the chat that it sends to
     * @return a new watch with the same id
     */
    public Watch between(long newSource, long newDestination) {
        return with(newSource, newDestination, steps);
    }

    /**
     * Returns a copy with other steps.
     *
     * @param other its steps; empty for the default ones
     * @return the other watch
     */
    public Watch withSteps(Optional<List<Step>> other) {
        return with(source, destination, other);
    }

    private Watch with(long newSource, long newDestination, Optional<List<Step>> newSteps) {
        return new Watch(
                id,
                owner,
                newSource,
                topic,
                newDestination,
                destinationTopic,
                filters,
                mode,
                extractPatterns,
                preserveSource,
                record,
                delay,
                keepReplies,
                syncEdits,
                paused,
                newSteps);
    }
}
