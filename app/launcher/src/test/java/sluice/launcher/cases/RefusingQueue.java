package sluice.launcher.cases;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sluice.api.MessageQueue;

/**
 * A plugin with the queue in memory, which keeps no texts while a file {@code refuse} is in the data directory, and with a file
 * {@code unreadable} reads none when it has started.
 */
final class RefusingQueue {

    private static final String SOURCE = """
            @Provider(name = "refusing", section = "queue")
            public class Refusing implements MessageQueue {
                private final MessageQueue target = ServiceLoader.load(ModuleLayer.boot(), MessageQueue.class).stream()
                        .filter(provider -> provider.type().getSimpleName().equals("BoundedQueue"))
                        .findFirst().orElseThrow().get();
                private java.nio.file.Path dir;
                private int reads;
                private boolean has(String file) { return java.nio.file.Files.exists(dir.resolve(file)); }
                @Override public void start(ComponentContext context) {
                    dir = context.dataDir();
                    target.start(context);
                }
                @Override public Optional<String> text(String name) {
                    reads++;
                    if (reads > 1 && has("unreadable")) {
                        throw new IllegalStateException("unreadable");
                    }
                    return target.text(name);
                }
                @Override public boolean keepText(String name, String text) {
                    return !has("refuse") && target.keepText(name, text);
                }
                OTHERS
            }
            """;

    private RefusingQueue() {}

    /** Makes the plugin; returns the settings that choose it. */
    static String in(Path dir) {
        String others = Stream.of(MessageQueue.class.getMethods())
                .filter(method -> !List.of("start", "text", "keepText").contains(method.getName()))
                .map(RefusingQueue::passedOn)
                .collect(Collectors.joining());
        new Plugin(dir, "refusing")
                .directive("uses sluice.api.MessageQueue;")
                .provider("Refusing", SOURCE.replace("OTHERS", others), "MessageQueue")
                .into(dir.resolve("plugins"));
        return "plugins-dir: " + dir.resolve("plugins") + "\nmodules.queue: refusing";
    }

    private static String passedOn(Method method) {
        Class<?>[] types = method.getParameterTypes();
        String parameters = IntStream.range(0, types.length)
                .mapToObj(i -> types[i].getName() + " a" + i)
                .collect(Collectors.joining(", "));
        String arguments =
                IntStream.range(0, types.length).mapToObj(i -> "a" + i).collect(Collectors.joining(", "));
        return "@Override public %s %s(%s) { %starget.%2$s(%s); }%n"
                .formatted(
                        method.getGenericReturnType().getTypeName(),
                        method.getName(),
                        parameters,
                        method.getReturnType() == void.class ? "" : "return ",
                        arguments);
    }
}
