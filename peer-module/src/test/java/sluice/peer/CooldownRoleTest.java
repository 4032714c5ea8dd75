package sluice.peer;

import sluice.api.Peers;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.PeersContractTest;

class CooldownRoleTest extends PeersContractTest {

    @Override
    protected Peers started(FakeTime time) {
        CooldownPeers peers = new CooldownPeers();
        peers.start(Contexts.of(
                time, "max-peers", "100", "retry-cooldown", "60s", "cleanup-age", "24h", "max-failed", "100"));
        return peers;
    }
}
