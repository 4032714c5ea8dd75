package sluice.queue.store;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;

/**
 * The transactions of a connection, for the one thread that uses it. Whatever cannot be done at present is a {@link StoreException}.
 */
public interface Transactions {

    /**
     * Begins a transaction.
     *
     * @param of the queues that it is to change, without repeats
     * @return those of them that it must not change, since another process owns them by now
     */
    Set<Tables> begin(Collection<Tables> of);

    /**
     * Changes something that does not matter, to learn whether changes are kept again.
     *
     * @param all the queues that it may change something of, if the transaction is about none
     */
    void probe(Collection<Tables> all);

    /** Ends the transaction. What it has changed is kept when this returns, and is not when it throws. */
    void commit();

    /** Undoes the transaction, which may not have begun or be undone already. */
    void rollBack();

    /** Makes room after there was none, if it can. */
    default void makeRoom() {}

    /** The reason why nothing can be kept any more whatever the connection says; empty when there is none. */
    default Optional<String> gone() {
        return Optional.empty();
    }
}
