package sluice.queue.sqlite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A task for the writer thread, with its answer for the thread that asked.
 *
 * @param <T> the answer's type
 */
final class Task<T> {

    /** The execution mode of a task. */
    enum Kind {
        /** Between two transactions, after all changes before it. */
        READ,
        /** In a transaction; undone and refused when that cannot be kept. */
        CHANGE,
        /** In a transaction; tried again when that cannot be kept. */
        MUST_KEEP,
        /** As the last one. */
        STOP
    }

    private final Kind kind;
    private final Supplier<T> work;
    private final T otherwise;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T result;

    /** Creates a task with the answer for the case that it is refused. */
    Task(Kind kind, Supplier<T> work, T otherwise) {
        this.kind = kind;
        this.work = work;
        this.otherwise = otherwise;
    }

    Kind kind() {
        return kind;
    }

    /** Does it, perhaps not for the first time. */
    void run() {
        result = work.get();
    }

    /** Answers with what came of it. */
    void complete() {
        answer.complete(result);
    }

    void refuse() {
        answer.complete(otherwise);
    }

    void fail(Throwable reason) {
        answer.completeExceptionally(reason);
    }

    /** Waits for the answer; throws what the work has thrown. */
    T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }
}
