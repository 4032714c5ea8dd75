package sluice.dedup;

import sluice.api.ComponentContext;
import sluice.api.ContentKey;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class LruContentsContractTest extends CleanableContractTest<LruContents> {

    @Override
    protected LruContents create() {
        return new LruContents();
    }

    @Override
    protected ComponentContext context() {
        return Contexts.of(new FakeTime(), "max-contents", "200", "content-ttl", "24h");
    }

    @Override
    protected void use(LruContents concern, long number) {
        concern.sent(new ContentKey(-1, 0, number, 1));
        concern.wasSent(new ContentKey(-1, 0, number / 2, 1));
    }
}
