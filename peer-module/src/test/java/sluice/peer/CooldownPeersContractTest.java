package sluice.peer;

import sluice.api.ComponentContext;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class CooldownPeersContractTest extends CleanableContractTest<CooldownPeers> {

    @Override
    protected CooldownPeers create() {
        return new CooldownPeers();
    }

    @Override
    protected ComponentContext context() {
        return Contexts.of(
                new FakeTime(),
                "max-peers",
                "100",
                "retry-cooldown",
                "60s",
                "cleanup-age",
                "24h",
                "max-failed",
                "100",
                "max-waiting",
                "100");
    }

    @Override
    protected void use(CooldownPeers concern, long number) {
        concern.succeeded(number);
        concern.failed(number / 2, "Forbidden: bot was kicked");
        concern.failure(number / 3);
        concern.outlived();
    }
}
