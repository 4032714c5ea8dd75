package example.disk;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

/** What the bot relies on; all of the tests are inherited. */
class DiskUseContractTest extends CleanableContractTest<DiskUse> {

    @TempDir
    Path dataDir;

    @Override
    protected DiskUse create() {
        return new DiskUse();
    }

    @Override
    protected ComponentContext context() {
        return Contexts.of(new FakeTime(), dataDir, "max-files", "100");
    }

    @Override
    protected void use(DiskUse disk, long number) {
        disk.remember("file-" + number, number);
    }
}
