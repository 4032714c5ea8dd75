package sluice.launcher.cases;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import sluice.api.ComponentContext;
import sluice.api.Ownership;
import sluice.api.SettingsException;

/** What several machines share, in memory: who runs which bot, as a test wants it. A plugin in front of it makes it a module. */
final class FakeCluster implements AutoCloseable {

    private static final String PROPERTY = "sluice.test.cluster";

    private final Clock clock;
    private final Map<String, Instant> since = new TreeMap<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Map<String, String> wished = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, String> losing = new HashMap<>();

    final List<String> problems = new ArrayList<>();
    final List<String> released = new ArrayList<>();

    /** Holds up whoever asks; null for nobody. */
    volatile CountDownLatch hangs;

    /** Whether nothing can be kept in it. */
    volatile boolean fails;

    volatile boolean startFails;

    FakeCluster(Clock clock) {
        this.clock = clock;
        Function<ComponentContext, Ownership> made = context -> {
            if (startFails) {
                throw new SettingsException("`url` leads nowhere");
            }
            return new Node(context.settings().required("node"));
        };
        System.getProperties().put(PROPERTY, made);
    }

    /** The module: it has the name of the queue, and hands all calls on. */
    static Plugin plugin(Plugin plugin) {
        return plugin.provider("Shared", """
                @Provider(name = "sqlite", section = "queue")
                public class Shared implements Ownership, StatsProvider {
                    private Ownership all;
                    @Override @SuppressWarnings("unchecked") public void start(ComponentContext context) {
                        all = ((java.util.function.Function<ComponentContext, Ownership>)
                                System.getProperties().get("%s")).apply(context);
                    }
                    @Override public String node() { return all.node(); }
                    @Override public Set<String> claim(Set<String> bots) { return all.claim(bots); }
                    @Override public boolean holds(String bot) { return all.holds(bot); }
                    @Override public void release(String bot) { all.release(bot); }
                    @Override public void pause(String bot, boolean paused) { all.pause(bot, paused); }
                    @Override public List<Owner> owners() { return all.owners(); }
                    @Override public void onChange(Runnable listener) { all.onChange(listener); }
                    @Override public List<String> problems() { return all.problems(); }
                    @Override public Stats stats() { return Stats.empty().with("takeovers", 4); }
                    @Override public void close() { all.close(); }
                }
                """.formatted(PROPERTY), "Ownership");
    }

    /** From now on a bot is for this machine alone. */
    void wish(String bot, String node) {
        synchronized (this) {
            wished.put(bot, node);
        }
        ring();
    }

    /** Takes bots from whoever runs them, as if the time of its lease were over, and gives them to a machine. */
    void lose(Set<String> bots, String to) {
        loseUnnoticed(bots, to);
        ring();
    }

    /** The same, but nobody is told: what lost them finds out by itself. */
    synchronized void loseUnnoticed(Set<String> bots, String to) {
        for (String bot : bots) {
            wished.put(bot, to);
            owners.put(bot, to);
            since.put(bot, clock.instant());
        }
    }

    /** The same, at the moment at which a machine is told to run it. */
    synchronized void loseWhenTold(String bot, String to) {
        losing.put(bot, to);
    }

    synchronized String owner(String bot) {
        return owners.getOrDefault(bot, "");
    }

    private void ring() {
        List<Node> all;
        synchronized (this) {
            all = List.copyOf(nodes.values());
        }
        all.forEach(node -> node.listener.run());
    }

    @Override
    public void close() {
        System.getProperties().remove(PROPERTY);
    }

    /** What one process sees of it. */
    private final class Node implements Ownership {

        private final String name;
        private volatile Runnable listener = () -> {};

        Node(String name) {
            this.name = name;
        }

        @Override
        public String node() {
            return name;
        }

        @Override
        public Set<String> claim(Set<String> bots) {
            CountDownLatch hanging = hangs;
            if (hanging != null) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            synchronized (FakeCluster.this) {
                Set<String> here = new TreeSet<>();
                for (String bot : bots) {
                    since.putIfAbsent(bot, clock.instant());
                    boolean mine = wished.getOrDefault(bot, name).equals(name) && !paused.contains(bot);
                    if (mine && owners.putIfAbsent(bot, name) == null) {
                        since.put(bot, clock.instant());
                    }
                    if (mine && name.equals(owners.get(bot))) {
                        here.add(bot);
                    }
                }
                here.forEach(
                        bot -> Optional.ofNullable(losing.remove(bot)).ifPresent(to -> loseUnnoticed(Set.of(bot), to)));
                return here;
            }
        }

        @Override
        public boolean holds(String bot) {
            return name.equals(owners.get(bot));
        }

        @Override
        public void release(String bot) {
            synchronized (FakeCluster.this) {
                released.add(name + ":" + bot);
                if (owners.remove(bot, name)) {
                    since.put(bot, clock.instant());
                }
            }
            ring();
        }

        @Override
        public void pause(String bot, boolean isPaused) {
            synchronized (FakeCluster.this) {
                if (fails) {
                    throw new IllegalStateException("nobody answers");
                }
                if (isPaused) {
                    paused.add(bot);
                } else {
                    paused.remove(bot);
                }
            }
            ring();
        }

        @Override
        public List<Owner> owners() {
            synchronized (FakeCluster.this) {
                return since.entrySet().stream()
                        .map(bot -> new Owner(
                                bot.getKey(), owner(bot.getKey()), bot.getValue(), paused.contains(bot.getKey())))
                        .toList();
            }
        }

        @Override
        public void onChange(Runnable changed) {
            listener = changed;
            synchronized (FakeCluster.this) {
                nodes.put(name, this);
            }
        }

        @Override
        public List<String> problems() {
            return List.copyOf(problems);
        }

        @Override
        public void close() {
            synchronized (FakeCluster.this) {
                nodes.remove(name, this);
            }
        }
    }
}
