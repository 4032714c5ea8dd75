import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Draws which module of ours requires which, from the declarations in their jars: {@code tools/modules-svg/run}. An arrow that follows from
 * others is left out; what is found through services (chat, web, demo, the memory modules) is required by nobody.
 */
final class ModulesSvg {

    private static final int WIDTH = 130;
    private static final int HEIGHT = 34;
    private static final int GAP = 24;
    private static final int RISE = 84;

    private ModulesSvg() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Set<String>> requires = new TreeMap<>();
        for (var module : ModuleFinder.of(Path.of(arguments[0])).findAll()) {
            ModuleDescriptor descriptor = module.descriptor();
            if (descriptor.name().startsWith("sluice.")) {
                requires.put(
                        descriptor.name(),
                        descriptor.requires().stream()
                                .map(ModuleDescriptor.Requires::name)
                                .filter(name -> name.startsWith("sluice."))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        Map<Integer, List<String>> ranks = new TreeMap<>();
        requires.keySet().forEach(name -> ranks.computeIfAbsent(rank(name, requires), _ -> new ArrayList<>()).add(name));
        Files.writeString(Path.of(arguments[1]), svg(requires, ranks));
    }

    private static int rank(String module, Map<String, Set<String>> requires) {
        return requires.get(module).stream().mapToInt(below -> rank(below, requires) + 1).max().orElse(0);
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> requires) {
        return requires.get(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to, requires));
    }

    private static String svg(Map<String, Set<String>> requires, Map<Integer, List<String>> ranks) {
        int columns = ranks.values().stream().mapToInt(List::size).max().orElseThrow();
        int width = columns * (WIDTH + GAP) + GAP;
        int height = ranks.size() * RISE;
        Map<String, int[]> at = new TreeMap<>();
        ranks.forEach((rank, names) -> {
            int left = (width - names.size() * (WIDTH + GAP) + GAP) / 2;
            for (int i = 0; i < names.size(); i++) {
                at.put(names.get(i), new int[] {left + i * (WIDTH + GAP), height - (rank + 1) * RISE + GAP});
            }
        });
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="14">
                <title>The modules of Sluice: each uses what its arrows point to, and what that uses</title>
                <defs><marker id="tip" markerWidth="9" markerHeight="9" refX="8" refY="4" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#567"/></marker></defs>
                <rect width="100%%" height="100%%" fill="#fff"/>
                """.formatted(width, height));
        requires.forEach((from, all) -> all.stream()
                .filter(to -> all.stream().noneMatch(other -> !other.equals(to) && reaches(other, to, requires)))
                .forEach(to -> svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#567\" marker-end=\"url(#tip)\"/>%n"
                        .formatted(
                                at.get(from)[0] + WIDTH / 2,
                                at.get(from)[1] + HEIGHT,
                                at.get(to)[0] + WIDTH / 2,
                                at.get(to)[1]))));
        at.forEach((name, place) -> svg.append("""
                <rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="#eaf2fb" stroke="#357"/><text x="%d" y="%d" text-anchor="middle" fill="#123">%s</text>
                """.formatted(
                        place[0],
                        place[1],
                        WIDTH,
                        HEIGHT,
                        place[0] + WIDTH / 2,
                        place[1] + HEIGHT / 2 + 5,
                        name.substring("sluice.".length()))));
        return svg.append("</svg>\n").toString();
    }
}
