package sluice.dedup;

import sluice.api.Deduplicator;
import sluice.testkit.Contexts;
import sluice.testkit.DeduplicatorContractTest;
import sluice.testkit.FakeTime;

class LruRoleTest extends DeduplicatorContractTest {

    @Override
    protected Deduplicator started() {
        LruDeduplicator dedup = new LruDeduplicator();
        dedup.start(Contexts.of(
                new FakeTime(),
                "max-messages",
                "200",
                "message-ttl",
                "1s",
                "cleanup-threshold",
                "500",
                "max-media-groups",
                "100"));
        return dedup;
    }
}
