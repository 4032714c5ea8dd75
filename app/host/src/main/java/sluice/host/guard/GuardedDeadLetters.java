package sluice.host.guard;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sluice.api.DeadLetter;
import sluice.api.DeadLetters;

/** Dead letters that may fail: whoever asks learns it, since none must not be taken for no dead letters. */
record GuardedDeadLetters(String name, DeadLetters target, Guard guard) implements DeadLetters {

    @Override
    public int size() {
        return asked("size", target::size);
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        return asked("list", () -> List.copyOf(target.list(afterId, limit)));
    }

    @Override
    public Retried retry(long id) {
        return asked("retry", () -> target.retry(id));
    }

    @Override
    public boolean discard(long id) {
        return asked("discard", () -> target.discard(id));
    }

    private <T> T asked(String operation, Supplier<T> call) {
        Optional<T> answer = guard.call(name, operation, () -> Optional.of(call.get()), Optional.empty());
        return answer.orElseThrow(
                () -> new IllegalStateException("module " + name + ": " + operation + " of the dead letters failed"));
    }
}
