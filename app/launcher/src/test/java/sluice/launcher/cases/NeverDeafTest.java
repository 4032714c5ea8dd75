package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.ContentDeduplicator;
import sluice.api.DeadLetters;
import sluice.api.Deduplicator;
import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.api.UserStates;
import sluice.simulator.Answer;

/** Cases N1, N2 and N4: whatever a plugin throws, and wherever it hangs, polls go on or health says so. */
class NeverDeafTest extends WithBot {

    /** The services in which plugins stand here before the modules of the image, and their names. */
    private static final Map<Class<?>, String> ROLES = Map.of(
            Deduplicator.class,
            "dedup",
            ContentDeduplicator.class,
            "content-dedup",
            UserStates.class,
            "state",
            Peers.class,
            "peer",
            MessageQueue.class,
            "queue");

    private static final List<String> OTHERS = List.of(
            "Deduplicator.create",
            "Cleanable.clean",
            "StatsProvider.stats",
            "MessageFilter.use",
            "MessageFilter.judge",
            "MessageTransform.use",
            "MessageTransform.transform",
            "DeadLetters.list");

    private static final List<String> FAULTS =
            List.of("memory", "stack", "linkage", "own", "plain", "unreadable", "interrupt", "hang");

    /** These end no process that has begun. */
    private static final Set<String> HARMLESS = Set.of("plain", "unreadable", "interrupt");

    /** Names the method in which the plugin fails, and how. */
    private static final String PROPERTY = "sluice.test.fault";

    /** Set to the method when the plugin has failed in it. */
    private static final String HIT = "sluice.test.fault.hit";

    /** Shorter than a poll may take. */
    private static final Duration TICK = Duration.ofSeconds(30);

    private static final long SOURCE = -1005000000001L;
    private static final long GROUP = -1005000000002L;
    private static final long MOVED = -1005000000003L;

    @TempDir
    static Path made;

    @BeforeAll
    static void makePlugin() {
        String faults = """
                final class Faults {
                    static class Own extends Error {}

                    static class Unreadable extends IllegalStateException {
                        @Override public String getMessage() { throw new AssertionError("no message"); }
                        @Override public Throwable getCause() { throw new AssertionError("no cause"); }
                        @Override public StackTraceElement[] getStackTrace() { throw new AssertionError("no stack"); }
                    }

                    static void in(String method) {
                        String[] wanted = System.getProperty("%1$s", "").split(" ");
                        if (!wanted[0].equals(method)) {
                            return;
                        }
                        System.setProperty("%2$s", method);
                        switch (wanted[1]) {
                            case "memory" -> throw new OutOfMemoryError("Cannot reserve 1000000 bytes of direct buffer memory");
                            case "stack" -> throw new StackOverflowError();
                            case "linkage" -> throw new NoClassDefFoundError("of/another/Version");
                            case "own" -> throw new Own();
                            case "unreadable" -> throw new Unreadable();
                            case "interrupt" -> Thread.currentThread().interrupt();
                            case "plain" -> throw new IllegalStateException("plain");
                            default -> {
                                while (System.getProperty("%1$s") != null) {
                                    Thread.interrupted();
                                    java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
                                }
                            }
                        }
                    }

                    static <T> T target(Class<T> service) {
                        return ServiceLoader.load(ModuleLayer.boot(), service).stream()
                                .filter(provider -> !provider.type().getName().matches(".*(Sqlite|Postgres).*"))
                                .findFirst().orElseThrow().get();
                    }
                }
                """.formatted(PROPERTY, HIT);
        String upkeep = """
                    public ShakyDeduplicator() { Faults.in("Deduplicator.create"); }
                    @Override public CleanupResult clean(CleanupContext context) { Faults.in("Cleanable.clean"); return CleanupResult.NOTHING; }
                    @Override public Stats stats() { Faults.in("StatsProvider.stats"); return Stats.empty(); }
                """;
        String filter = """
                @Provider(name = "shaky-filter")
                public class ShakyFilter implements MessageFilter {
                    @Override public MessageFilter.Use use(Settings settings) {
                        Faults.in("MessageFilter.use");
                        return messages -> { Faults.in("MessageFilter.judge"); return StepVerdict.KEEP; };
                    }
                }
                """;
        String transform = """
                @Provider(name = "shaky-transform")
                public class ShakyTransform implements MessageTransform {
                    @Override public MessageTransform.Use use(Settings settings) {
                        Faults.in("MessageTransform.use");
                        return message -> { Faults.in("MessageTransform.transform"); return message.text(); };
                    }
                }
                """;
        Plugin plugin = new Plugin(made, "shaky")
                .type("Faults", faults)
                .type("ShakyDeadLetters", source(DeadLetters.class, "", ""))
                .provider("ShakyFilter", filter, "MessageFilter")
                .provider("ShakyTransform", transform, "MessageTransform")
                .provider(
                        "ShakyDeduplicator",
                        source(Deduplicator.class, ", Cleanable, StatsProvider", upkeep),
                        "Deduplicator",
                        "Cleanable",
                        "StatsProvider")
                .provider("ShakyContentDeduplicator", source(ContentDeduplicator.class, "", ""), "ContentDeduplicator")
                .provider("ShakyPeers", source(Peers.class, "", ""), "Peers")
                .provider("ShakyUserStates", source(UserStates.class, "", ""), "UserStates")
                .provider("ShakyMessageQueue", source(MessageQueue.class, "", ""), "MessageQueue");
        ROLES.keySet().forEach(role -> plugin.directive("uses " + role.getName() + ";"));
        plugin.into(made.resolve("plugins"));
    }

    /** A class that fails before it passes a call on to the module of the image. */
    private static String source(Class<?> service, String more, String members) {
        String name = service.getSimpleName();
        StringBuilder source = new StringBuilder();
        if (ROLES.containsKey(service)) {
            String role = ROLES.get(service);
            String section = role.substring(role.indexOf('-') + 1);
            source.append("@Provider(name = \"shaky-%s\", section = \"%s\")%n".formatted(role, section));
            source.append("public class Shaky%1$s implements %1$s%2$s {%n".formatted(name, more));
            source.append("private final %1$s target = Faults.target(%1$s.class);%n".formatted(name));
        } else {
            source.append("record Shaky%1$s(%1$s target) implements %1$s {%n".formatted(name));
        }
        source.append(members);
        for (Method method : service.getMethods()) {
            List<String> parameters = new ArrayList<>();
            List<String> arguments = new ArrayList<>();
            for (Parameter parameter : method.getParameters()) {
                arguments.add("a" + arguments.size());
                parameters.add(
                        parameter.getParameterizedType().getTypeName().replace('$', '.') + " " + arguments.getLast());
            }
            String call = "target." + method.getName() + "(" + String.join(", ", arguments) + ")";
            String type = method.getGenericReturnType().getTypeName().replace('$', '.');
            if (method.getReturnType() == DeadLetters.class) {
                call = "new ShakyDeadLetters(" + call + ")";
            }
            source.append("@Override public %s %s(%s) { Faults.in(\"%s\"); %s%s; }%n"
                    .formatted(
                            type,
                            method.getName(),
                            String.join(", ", parameters),
                            name + "." + method.getName(),
                            method.getReturnType() == void.class ? "" : "return ",
                            call));
        }
        return source.append('}').toString();
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
        System.clearProperty(HIT);
    }

    static Stream<Arguments> everyFaultOfEveryMethod() {
        Stream<String> ofRoles = ROLES.keySet().stream()
                .flatMap(role ->
                        Stream.of(role.getMethods()).map(method -> role.getSimpleName() + "." + method.getName()));
        return Stream.concat(OTHERS.stream(), ofRoles)
                .filter(method -> !method.equals("UserStates.update")) // which the bot does not call
                .sorted()
                .flatMap(method -> FAULTS.stream().map(fault -> Arguments.of(method, fault)));
    }

    /** Polls go on, or the process ends with exit 1, or health is red for as long as they do not. */
    @ParameterizedTest
    @MethodSource("everyFaultOfEveryMethod")
    void n1_n2_whatever_a_plugin_does_polls_go_on_or_health_is_red_or_the_process_ends(String method, String fault) {
        telegram.channel(SOURCE, "ticks");
        telegram.group(GROUP, "group");
        telegram.supergroup(MOVED, "supergroup");
        System.setProperty(PROPERTY, method + " " + fault);
        bot.configure(
                "plugins-dir: " + made.resolve("plugins")
                        + "\nmodules: {dedup: shaky-dedup, content-dedup: shaky-content-dedup, peer: shaky-peer, state: shaky-state,"
                        + " queue: shaky-queue}"
                        + "\npeer.max-waiting: 1\nsteps: [shaky-filter: {}, shaky-transform: {}]",
                S_TO_A.replace("}", ", sync-edits: true, skip-repeats: true}"),
                forwarding(S, GROUP));
        bot.launch();
        for (int i = 0; i < 60 && !bot.ended() && !bot.listens(); i++) {
            bot.time.advance(Duration.ofSeconds(1));
        }
        assertTrue(bot.ended() || bot.listens(), bot::log);
        if (!bot.ended()) {
            use();
            assertTrue(!bot.ended() || !HARMLESS.contains(fault), bot::log);
        }
        if (bot.ended()) {
            assertEquals(System.getProperty(HIT), method, bot::log);
            assertTrue(bot.exitCode() == 1 || method.endsWith(".use"), bot::log);
            return;
        }
        long polls = telegram.count("getUpdates");
        tick(4);
        boolean deaf = telegram.count("getUpdates") == polls;
        assertTrue(!deaf || bot.get("/healthz").status() == 503, bot::log);
        boolean stands = texts(A).stream().filter("two"::equals).count() != 1;
        assertTrue(!stands || bot.get("/healthz").status() == 503, bot::log);
        // Whether a content was sent before is the least of all questions.
        assertTrue(!stands || fault.equals("hang") || !method.startsWith("ContentDeduplicator."), bot::log);
        bot.askToStop();
        pass(Duration.ofSeconds(15), Duration.ofSeconds(5));
        // A process that is told to stop has a limit of its own (StopIT): what still hangs must not hold up the test.
        System.clearProperty(PROPERTY);
        bot.advanceUntil("the bot to stop", bot::ended);
        assertEquals(method, System.getProperty(HIT), "the method was not called");
    }

    /** Lets the bot call all that it ever calls. */
    private void use() {
        telegram.on("copyMessage").times(1).answer(Answer.error(403, "Forbidden: bot was kicked"));
        telegram.on("copyMessage").times(1).answer(Answer.error(400, "Bad Request: message can't be copied"));
        var post = telegram.post(S, "one");
        telegram.album(S, "album", "a", "b");
        telegram.post(OWNER, "/watch");
        telegram.post(OWNER, "/failed");
        telegram.post(OWNER, "/cancel");
        telegram.edit(post, "an edit of what has no copy");
        // It may never be answered.
        var _ = CompletableFuture.runAsync(() -> bot.get("/healthz"));
        tick(1);
        telegram.migrate(GROUP, MOVED);
        telegram.kick(A);
        telegram.restore(A);
        telegram.draft(S).text("reply").replyTo(post.messageId()).post();
        tick(11);
        telegram.post(S, "two");
        telegram.post(OWNER, "https://t.me/c/" + Long.toString(SOURCE).substring(4) + "/1");
        tick(2);
    }

    private void tick(int times) {
        for (int i = 0; i < times && !bot.ended(); i++) {
            telegram.post(SOURCE, "tick");
            bot.time.advance(TICK);
        }
    }

    @Test
    void n4_an_empty_answer_that_comes_at_once_is_followed_by_a_growing_pause() {
        bot.start("", S_TO_A);
        bot.settle();
        telegram.on("getUpdates").always().answer(Answer.http(200, "application/json", "{\"ok\":true,\"result\":[]}"));
        long before = telegram.count("getUpdates");
        Instant since = bot.time.now();
        bot.advanceUntil("ten polls", () -> telegram.count("getUpdates") >= before + 10);
        Duration passed = Duration.between(since, bot.time.now());
        assertTrue(passed.compareTo(Duration.ofSeconds(2)) > 0, passed::toString);
    }

    @Test
    void n4_an_update_that_comes_again_and_again_is_not_asked_for_at_once() {
        bot.start("", S_TO_A);
        telegram.post(S, "one");
        bot.awaitDelivered(A, 1);
        bot.settle();
        telegram.on("getUpdates")
                .always()
                .answer(Answer.http(200, "application/json", "{\"ok\":true,\"result\":[{\"update_id\":1}]}"));
        long before = telegram.count("getUpdates");
        Instant since = bot.time.now();
        bot.advanceUntil("ten polls", () -> telegram.count("getUpdates") >= before + 10);
        Duration passed = Duration.between(since, bot.time.now());
        assertTrue(passed.compareTo(Duration.ofSeconds(2)) > 0, passed::toString);
    }
}
