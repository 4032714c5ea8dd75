package sluice.dedup;

import sluice.api.ContentDeduplicator;
import sluice.testkit.ContentDeduplicatorContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class LruContentsRoleTest extends ContentDeduplicatorContractTest {

    @Override
    protected ContentDeduplicator started() {
        LruContents contents = new LruContents();
        contents.start(Contexts.of(new FakeTime(), "max-contents", "200", "content-ttl", "24h"));
        return contents;
    }
}
