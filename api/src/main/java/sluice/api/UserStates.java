package sluice.api;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The dialogs that users are in, bounded by age and by count. Implementations are thread-safe.
 *
 * <p>Reading, writing and updating all count as access. A state not accessed for {@code state.ttl} (1 hour) reads as
 * absent, even before the sweep; above {@code state.max-users} (10,000) the least recently used goes first.
 */
public interface UserStates extends Component {

    /**
     * A user's state.
     *
     * @param userId the user
     * @return the state, or empty when there is none or it has expired
     */
    Optional<UserState> get(long userId);

    /**
     * Sets a user's state.
     *
     * @param userId the user
     * @param state the state; never null
     */
    void put(long userId, UserState state);

    /**
     * Changes a user's state in one atomic step.
     *
     * @param userId the user
     * @param change makes the new state of the present one; called at most once, must be quick and must not call back
     * @return the new state, or empty when there was none to change
     */
    Optional<UserState> update(long userId, UnaryOperator<UserState> change);

    /**
     * Ends a user's dialog.
     *
     * @param userId the user
     */
    void remove(long userId);
}
