package sluice.image.plugins;

import java.nio.file.Path;
import sluice.launcher.cases.Plugin;

/** Plugins with one concern, in which one member is the test's. */
final class Fixture {

    private Fixture() {}

    /** Makes a plugin whose module, provider and jar have one name. */
    static void make(Path work, String name, String member, Path folder) {
        make(work, name, name, member, folder);
    }

    static void make(Path work, String module, String provider, String member, Path folder) {
        String type = Character.toUpperCase(provider.charAt(0)) + provider.substring(1);
        new Plugin(work, module)
                .provider(type, source(type, provider, member), "Cleanable", "StatsProvider")
                .into(folder);
    }

    static String source(String type, String name, String member) {
        String clean = member.contains(" clean(")
                ? ""
                : "@Override public CleanupResult clean(CleanupContext why) { return CleanupResult.NOTHING; }";
        String stats = member.contains(" stats(")
                ? ""
                : "@Override public Stats stats() { return Stats.empty().with(\"well\", 1); }";
        return """
                @Provider(name = "%s")
                public class %s implements Cleanable, StatsProvider {
                    %s
                    %s
                    %s
                    static void hang() {
                        try {
                            new java.util.concurrent.CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            hang();
                        }
                    }
                }
                """.formatted(name, type, member, clean, stats);
    }
}
