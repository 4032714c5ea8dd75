package sluice.host.guard;

import java.util.Optional;
import java.util.function.UnaryOperator;
import sluice.api.UserState;
import sluice.api.UserStates;

/** Dialogs that may fail: they then are over, and their users begin them again. */
public record GuardedStates(String name, UserStates target, Guard guard) implements UserStates {

    @Override
    public Optional<UserState> get(long userId) {
        return guard.call(name, "get", () -> target.get(userId), Optional.empty());
    }

    @Override
    public void put(long userId, UserState state) {
        guard.run(name, "put", () -> target.put(userId, state));
    }

    @Override
    public Optional<UserState> update(long userId, UnaryOperator<UserState> change) {
        return guard.call(name, "update", () -> target.update(userId, change), Optional.empty());
    }

    @Override
    public void remove(long userId) {
        guard.run(name, "remove", () -> target.remove(userId));
    }
}
