import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists what jlink leaves out of modules that are in the image only because another one requires them: all of their
 * implementation. A package must not be missing, its module's descriptor names it, so one small class of each stays.
 *
 * <p>Arguments: the file to write, the names of the modules, and for each the start of the packages to empty, {@code java.xml=com.sun.}.
 */
final class Unused {
    private Unused() {}

    public static void main(String[] arguments) throws IOException {
        try (var out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            for (int i = 1; i < arguments.length; i++) {
                String[] module = arguments[i].split("=", 2);
                for (String resource : resources(module[0], module[1].replace('.', '/'))) {
                    out.write("/" + module[0] + "/" + resource + "\n");
                }
            }
        }
    }

    private static List<String> resources(String module, String start) throws IOException {
        try (ModuleReader reader = ModuleFinder.ofSystem().find(module).orElseThrow().open();
                var names = reader.list()) {
            Map<String, List<String>> packages = names.filter(name -> name.startsWith(start) && !name.endsWith("/"))
                    .collect(Collectors.groupingBy(name -> name.substring(0, name.lastIndexOf('/'))));
            return packages.values().stream().flatMap(Unused::allButOne).sorted().toList();
        }
    }

    private static Stream<String> allButOne(List<String> names) {
        String kept = kept(names);
        return names.stream().filter(name -> !name.equals(kept));
    }

    /** The class with the shortest name, never a nested one. */
    private static String kept(List<String> names) {
        return names.stream()
                .filter(name -> name.endsWith(".class") && !name.contains("$"))
                .min((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b))
                .orElse(names.getFirst());
    }
}
