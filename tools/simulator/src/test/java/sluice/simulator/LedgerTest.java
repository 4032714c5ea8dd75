package sluice.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long A = -1;
    private static final long B = -2;

    private final Ledger ledger = new Ledger();

    @Test
    void counts_what_arrived_how_often() {
        ledger.add(B, A, 10);
        ledger.add(B, A, 11);
        ledger.add(B, A, 11);
        ledger.add(A, B, 10);

        assertEquals(4, ledger.arrived());
        assertEquals(3, ledger.arrived(B));
        assertEquals(2, ledger.times(B, A, 11));
        assertEquals(0, ledger.times(B, A, 12));
        assertEquals(1, ledger.doubled(B, A));
        assertEquals(1, ledger.doubled());
        assertEquals(2, ledger.missing(B, A, 9, 12));
    }

    @Test
    void tells_first_arrivals_below_a_higher_id() {
        for (long id : new long[] {11, 13, 12, 12, 14}) {
            ledger.add(B, A, id);
        }

        assertEquals(1, ledger.outOfOrder(B, A));
        assertEquals(1, ledger.outOfOrder());
        assertEquals(1, ledger.doubled(B, A));
    }

    @Test
    void far_apart_ids_cost_no_more_than_their_pages() {
        ledger.add(B, A, 1);
        ledger.add(B, A, Long.MAX_VALUE);

        assertEquals(1, ledger.times(B, A, Long.MAX_VALUE));
        assertEquals(1, ledger.missing(B, A, 1, 2));
    }

    @Test
    void a_count_stops_at_127() {
        for (int i = 0; i < 200; i++) {
            ledger.add(B, A, 1);
        }

        assertEquals(127, ledger.times(B, A, 1));
        assertEquals(199, ledger.doubled(B, A));
    }
}
