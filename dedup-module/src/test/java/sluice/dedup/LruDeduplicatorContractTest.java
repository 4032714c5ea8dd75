package sluice.dedup;

import sluice.api.ComponentContext;
import sluice.api.GroupKey;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class LruDeduplicatorContractTest extends CleanableContractTest<LruDeduplicator> {

    @Override
    protected LruDeduplicator create() {
        return new LruDeduplicator();
    }

    @Override
    protected ComponentContext context() {
        return Contexts.of(
                new FakeTime(),
                "max-messages",
                "200",
                "message-ttl",
                "1s",
                "cleanup-threshold",
                "500",
                "max-media-groups",
                "100");
    }

    @Override
    protected void use(LruDeduplicator concern, long number) {
        concern.firstSeen(number, 1);
        concern.firstSeen(number / 2, 1);
        concern.judgeGroup(new GroupKey(number, "w", -1, GroupKey.Mode.FORWARD, "g"), true);
    }
}
