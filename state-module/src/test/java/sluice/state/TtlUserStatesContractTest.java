package sluice.state;

import java.util.Map;
import sluice.api.ComponentContext;
import sluice.api.UserState;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class TtlUserStatesContractTest extends CleanableContractTest<TtlUserStates> {

    @Override
    protected TtlUserStates create() {
        return new TtlUserStates();
    }

    @Override
    protected ComponentContext context() {
        return Contexts.of(new FakeTime(), "ttl", "1h", "max-users", "100");
    }

    @Override
    protected void use(TtlUserStates concern, long number) {
        concern.put(number, new UserState("add", "source", Map.of()));
        concern.update(number / 2, state -> new UserState("add", "destination", state.data()));
        concern.get(number / 3);
    }
}
