package sluice.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The newest calls and polls, and counts of all of them. Guarded by the engine's lock. */
final class Recorder {
    private final int bound;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private final ArrayDeque<Poll> polls = new ArrayDeque<>();
    private final ArrayDeque<Long> conflicts = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();
    private Consumer<Call> listener;
    private long callCount;
    private long pollCount;

    Recorder(int bound) {
        this.bound = bound;
    }

    void call(long at, String method, Parameters parameters, long chat, int code, boolean applied) {
        callCount++;
        counts.merge(method, 1L, Long::sum);
        if (bound == 0 && listener == null) {
            return;
        }
        var call = new Call(callCount, at, method, parameters.fields().toString(), chat, code, applied);
        if (bound > 0) {
            if (calls.size() == bound) {
                calls.remove();
            }
            calls.add(call);
        }
        if (listener != null) {
            listener.accept(call);
        }
    }

    void listener(Consumer<Call> value) {
        listener = value;
    }

    void poll(long at, long offset, int limit, int timeout) {
        pollCount++;
        counts.merge("getUpdates", 1L, Long::sum);
        if (bound > 0) {
            if (polls.size() == bound) {
                polls.remove();
            }
            polls.add(new Poll(pollCount, at, offset, limit, timeout));
        }
    }

    void conflict(long at) {
        if (bound > 0) {
            if (conflicts.size() == bound) {
                conflicts.remove();
            }
            conflicts.add(at);
        }
    }

    List<Long> conflicts() {
        return List.copyOf(conflicts);
    }

    List<Call> calls(Predicate<Call> wanted) {
        return calls.stream().filter(wanted).toList();
    }

    List<Poll> polls() {
        return List.copyOf(polls);
    }

    long count(String method) {
        Long exact = counts.get(method);
        if (exact != null) {
            return exact;
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(method))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    void clear() {
        calls.clear();
        polls.clear();
        conflicts.clear();
    }

    /** {@return the counts and the last few calls, for a message about what did not come} */
    String summary() {
        var text = new StringBuilder("arrived so far: ").append(new TreeMap<>(counts));
        calls.stream()
                .skip(Math.max(0, calls.size() - 5))
                .forEach(call -> text.append("\n  ")
                        .append(call.method())
                        .append(" to ")
                        .append(call.chat())
                        .append(" answered ")
                        .append(call.code()));
        return text.toString();
    }
}
