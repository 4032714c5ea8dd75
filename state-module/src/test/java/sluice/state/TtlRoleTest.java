package sluice.state;

import sluice.api.UserStates;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.UserStatesContractTest;

class TtlRoleTest extends UserStatesContractTest {

    @Override
    protected UserStates started(FakeTime time) {
        TtlUserStates states = new TtlUserStates();
        states.start(Contexts.of(time, "ttl", "1h", "max-users", "100"));
        return states;
    }
}
