package sluice.image.plugins;

import java.nio.file.Path;
import sluice.launcher.cases.Plugin;
import sluice.testkit.ReferenceQueue;

/** A plugin that plays every role, as simply as can be. */
final class StandIns {

    private static final String DEDUP = """
            @Provider(name = "set", section = "dedup")
            public class SetDedup implements Deduplicator, StatsProvider {
                private final Set<List<Object>> seen = new HashSet<>();
                private final Map<GroupKey, Boolean> verdicts = new HashMap<>();
                @Override public synchronized boolean firstSeen(long chatId, int messageId) {
                    return seen.add(List.of(chatId, messageId));
                }
                @Override public synchronized boolean judgeGroup(GroupKey key, boolean passes) {
                    return verdicts.computeIfAbsent(key, _ -> passes);
                }
                @Override public synchronized Stats stats() { return Stats.empty().with("message_cache_size", seen.size()); }
            }
            """;

    private static final String CONTENTS = """
            @Provider(name = "content-set", section = "dedup")
            public class SetContents implements ContentDeduplicator {
                private final Set<ContentKey> sent = java.util.concurrent.ConcurrentHashMap.newKeySet();
                @Override public boolean wasSent(ContentKey content) { return sent.contains(content); }
                @Override public void sent(ContentKey content) { sent.add(content); }
            }
            """;

    private static final String STATES = """
            @Provider(name = "map", section = "state")
            public class MapStates implements UserStates {
                private final Map<Long, UserState> states = new java.util.concurrent.ConcurrentHashMap<>();
                @Override public Optional<UserState> get(long userId) { return Optional.ofNullable(states.get(userId)); }
                @Override public void put(long userId, UserState state) { states.put(userId, state); }
                @Override public Optional<UserState> update(long userId, java.util.function.UnaryOperator<UserState> change) {
                    return Optional.ofNullable(states.computeIfPresent(userId, (_, state) -> change.apply(state)));
                }
                @Override public void remove(long userId) { states.remove(userId); }
            }
            """;

    private static final String PEERS = """
            @Provider(name = "trusting", section = "peer")
            public class TrustingPeers implements Peers {
                private java.time.Clock clock;
                @Override public void start(ComponentContext context) { clock = context.clock(); }
                @Override public boolean succeeded(long chatId) { return false; }
                @Override public PeerFailure failed(long chatId, String reason) {
                    return new PeerFailure(chatId, reason, clock.instant(), clock.instant().plusSeconds(1), 1);
                }
                @Override public Optional<PeerFailure> failure(long chatId) { return Optional.empty(); }
                @Override public List<Long> outlived() { return List.of(); }
            }
            """;

    /** The queue that others are compared with, behind a lock. */
    private static final String QUEUE = """
            @Provider(name = "list", section = "queue")
            public class ListQueue implements MessageQueue, StatsProvider {
                private final MessageQueue queue = new sluice.testkit.ReferenceQueue(false);
                @Override public synchronized void start(ComponentContext context) { queue.start(context); }
                @Override public synchronized Offer offer(Batch batch) { return queue.offer(batch); }
                @Override public synchronized int room() { return queue.room(); }
                @Override public synchronized long offset() { return queue.offset(); }
                @Override public synchronized boolean durable() { return queue.durable(); }
                @Override public synchronized Optional<Delivery> take() { return queue.take(); }
                @Override public synchronized boolean begin(Delivery delivery) { return queue.begin(delivery); }
                @Override public synchronized Optional<Copy> copyOf(String watch, long chatId, int messageId) {
                    return queue.copyOf(watch, chatId, messageId);
                }
                @Override public synchronized Optional<java.time.Instant> nextReady() { return queue.nextReady(); }
                @Override public synchronized void settle(Delivery delivery, Outcome outcome) { queue.settle(delivery, outcome); }
                @Override public synchronized void release(long destination) { queue.release(destination); }
                @Override public synchronized void move(long from, long to) { queue.move(from, to); }
                @Override public synchronized int waiting(long destination) { return queue.waiting(destination); }
                @Override public synchronized int giveUp(long destination, int keep, String detail) {
                    return queue.giveUp(destination, keep, detail);
                }
                @Override public synchronized void flush() { queue.flush(); }
                @Override public synchronized void onChange(Runnable listener) { queue.onChange(listener); }
                @Override public synchronized Optional<String> problem() { return queue.problem(); }
                @Override public synchronized Optional<String> text(String name) { return queue.text(name); }
                @Override public synchronized boolean keepText(String name, String text) { return queue.keepText(name, text); }
                @Override public synchronized DeadLetters deadLetters() { return queue.deadLetters(); }
                @Override public synchronized Stats stats() { return ((StatsProvider) queue).stats(); }
            }
            """;

    private StandIns() {}

    static void make(Path work, Path plugins) {
        new Plugin(work, "standins")
                .carrying(ReferenceQueue.class)
                .provider("SetDedup", DEDUP, "Deduplicator", "StatsProvider")
                .provider("SetContents", CONTENTS, "ContentDeduplicator")
                .provider("MapStates", STATES, "UserStates")
                .provider("TrustingPeers", PEERS, "Peers")
                .provider("ListQueue", QUEUE, "MessageQueue", "StatsProvider")
                .into(plugins);
    }

    /** Another plugin with a name that the first has. */
    static void makeOther(Path work, Path plugins) {
        new Plugin(work, "other").provider("SetDedup", DEDUP, "Deduplicator").into(plugins);
    }
}
