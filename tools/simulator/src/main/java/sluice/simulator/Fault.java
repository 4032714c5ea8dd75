package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A rule that answers some calls in its own way. Begun with {@link Simulator#on} or {@link Simulator#onAny}, narrowed
 * down, and in force from {@link #answer} on.
 *
 * <p>Rules are tried in the order in which they came into force; the first that takes a call decides. One that is used
 * up drops out. The narrowing methods are for one thread, before {@code answer}; the others are thread-safe.
 */
public final class Fault {
    private final Faults faults;
    private final String method;
    private Long chat;
    private Predicate<JsonNode> condition;
    private long times = 1;
    private long skip;
    private List<Answer> answers = List.of();
    private long used;

    Fault(Faults faults, String method) {
        this.faults = faults;
        this.method = method;
    }

    /**
     * Only calls with this destination.
     *
     * @param id the {@code chat_id}
     * @return this rule
     */
    public Fault chat(long id) {
        chat = id;
        return this;
    }

    /**
     * Only calls whose parameters pass.
     *
     * @param test called while the simulator is locked: it must not call it, and must not throw
     * @return this rule
     */
    public Fault matching(Predicate<JsonNode> test) {
        condition = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * The number of times that the answers are gone through; once unless said otherwise.
     *
     * @param count 1 or more
     * @return this rule
     */
    public Fault times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be 1 or more, not " + count);
        }
        times = count;
        return this;
    }

    /**
     * The answers are gone through again and again.
     *
     * @return this rule
     */
    public Fault always() {
        times = Long.MAX_VALUE / 1_000;
        return this;
    }

    /**
     * Lets the first calls pass that the rule would take.
     *
     * @param count 0 or more
     * @return this rule
     */
    public Fault skip(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be 0 or more, not " + count);
        }
        skip = count;
        return this;
    }

    /**
     * Puts the rule in force.
     *
     * @param first the first answer
     * @param more the answers to the calls after that, in order; at most 1,000
     * @return this rule
     */
    public Fault answer(Answer first, Answer... more) {
        answers = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        faults.add(this);
        return this;
    }

    /** Takes the rule out of force; nothing happens if it dropped out before. */
    public void remove() {
        faults.remove(this);
    }

    /** {@return the number of calls it has answered} */
    public long used() {
        return faults.used(this);
    }

    boolean takes(String name, long destination, Parameters parameters) {
        boolean concerned = (method == null || method.equalsIgnoreCase(name))
                && (chat == null || chat == destination)
                && (condition == null || condition.test(parameters.fields()));
        if (concerned && skip > 0) {
            skip--;
            return false;
        }
        return concerned;
    }

    Answer next() {
        return answers.get((int) (used++ % answers.size()));
    }

    boolean usedUp() {
        return used >= times * answers.size();
    }

    long uses() {
        return used;
    }
}
