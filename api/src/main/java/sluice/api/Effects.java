package sluice.api;

import java.util.List;

/**
 * The follow-up jobs and recorded copies of a send, kept in the same transaction as its end.
 *
 * @param followers jobs that it triggers; they take the places that the job has reserved
 * @param copies the pairs of original and copy
 */
public record Effects(List<Job> followers, List<Copy> copies) {

    /** No follow-up jobs and no copies. */
    public static final Effects NONE = new Effects(List.of(), List.of());

    /** Takes copies. */
    public Effects {
        followers = List.copyOf(followers);
        copies = List.copyOf(copies);
    }
}
