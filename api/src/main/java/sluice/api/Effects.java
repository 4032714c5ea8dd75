package sluice.api;

import java.util.List;

/**
 * What a send brings about, kept in the same step as its end.
 *
 * @param followers jobs that it triggers; they take the places that the job has reserved
 * @param copies which message became which
 */
public record Effects(List<Job> followers, List<Copy> copies) {

    /** Nothing follows, and nothing is to be remembered. */
    public static final Effects NONE = new Effects(List.of(), List.of());

    /** Takes copies. */
    public Effects {
        followers = List.copyOf(followers);
        copies = List.copyOf(copies);
    }
}
