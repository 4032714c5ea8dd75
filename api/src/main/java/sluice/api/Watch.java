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
 * @param record true if messages are kept as notes instead of being sent
 * @param delay the time from arrival to sending, from 0 to {@link #MAX_DELAY}
 * @param keepReplies true if a copy answers the copy of the message that its original answered
 * @param syncEdits true if an edit of the original changes the copy
 * @param paused true if it does nothing for now
 * @param steps the steps of its messages, in this order; none for an empty list, the default steps of the configuration
 *     when empty
 * @param name what its owner calls it, at most {@link #MAX_NAME} characters; empty for none
 * @param sending how its messages are sent
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
        Optional<List<Step>> steps,
        String name,
        Sending sending) {

    /** The longest delay. */
    public static final Duration MAX_DELAY = Duration.ofHours(24);

    /** The longest name, in UTF-16 units. */
    public static final int MAX_NAME = 64;

    /**
     * The way in which messages are sent.
     *
     * @param silent whether they arrive without a sound
     * @param protect whether they cannot be forwarded or saved where they arrive
     * @param skipRepeats whether a content that was sent to the same destination a while ago, from any source, is skipped
     */
    public record Sending(boolean silent, boolean protect, boolean skipRepeats) {

        /** With a sound, free to be forwarded, and as often as it comes. */
        public static final Sending DEFAULT = new Sending(false, false, false);
    }

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
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name must have at most " + MAX_NAME + " characters, not " + name.length());
        }
        requireNonNull(sending, "sending");
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
     * @param record true if messages are kept as notes instead of being sent
     * @param delay the time between the arrival of a message and its sending
     * @param keepReplies true if a copy answers the copy of the message that its original answered
     * @param syncEdits true if an edit of the original changes the copy
     * @param paused true if it does nothing for now
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
                Optional.empty(),
                "",
                Sending.DEFAULT);
    }

    /**
     * A watch that copies everything, with the default steps.
     *
     * @param id names the watch
     * @param owner the user whom it belongs to
     * @param source the chat that is watched
     * @param destination the chat that it sends to
     * @return a watch with the defaults of the configuration
     */
    public static Watch copying(String id, long owner, long source, long destination) {
        return new Watch(
                id,
                owner,
                source,
                0,
                destination,
                0,
                Filters.NONE,
                Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
    }

    /**
     * Returns a copy between other chats, because one of them has a new id.
     *
     * @param newSource the chat that is watched
     * @param newDestination the chat that it sends to
     * @return a new watch with the same id
     */
    public Watch between(long newSource, long newDestination) {
        return with(newSource, newDestination, steps, name, sending, paused);
    }

    /**
     * Returns a copy with other steps.
     *
     * @param other its steps; empty for the default ones
     * @return the other watch
     */
    public Watch withSteps(Optional<List<Step>> other) {
        return with(source, destination, other, name, sending, paused);
    }

    /**
     * Returns a copy with another name.
     *
     * @param newName what its owner calls it; empty for none
     * @return the other watch
     */
    public Watch withName(String newName) {
        return with(source, destination, steps, newName, sending, paused);
    }

    /**
     * Returns a copy that is sent in another way.
     *
     * @param other the way
     * @return the other watch
     */
    public Watch withSending(Sending other) {
        return with(source, destination, steps, name, other, paused);
    }

    /**
     * Returns a copy that is paused or not.
     *
     * @param newPaused whether it does nothing for now
     * @return the other watch
     */
    public Watch withPaused(boolean newPaused) {
        return with(source, destination, steps, name, sending, newPaused);
    }

    private Watch with(
            long newSource,
            long newDestination,
            Optional<List<Step>> newSteps,
            String newName,
            Sending newSending,
            boolean newPaused) {
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
                newPaused,
                newSteps,
                newName,
                newSending);
    }
}
