package sluice.image.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The commands of a guide, as they stand there. */
final class Commands {

    private static final long LIMIT_MINUTES = 5;

    private Commands() {}

    /** What stands in fences of a kind, in its order. */
    static List<String> fenced(String kind, Path guide) throws IOException {
        Pattern fence = Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```$");
        return fence.matcher(Files.readString(guide))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Runs all commands of a guide in one shell, which ends at the first that fails; what they print. */
    static String run(Path guide, Path folder, Map<String, String> variables) throws IOException, InterruptedException {
        String script = String.join("\n", fenced("sh", guide));
        Path output = folder.resolveSibling(folder.getFileName() + ".output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile());
        builder.environment().putAll(variables);
        String jdk = System.getProperty("java.home");
        builder.environment().put("JAVA_HOME", jdk);
        builder.environment().merge("PATH", jdk + "/bin", (path, bin) -> bin + File.pathSeparator + path);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the commands take too long; so far:\n" + Files.readString(output));
        }
        String printed = Files.readString(output, UTF_8);
        if (process.exitValue() != 0) {
            throw new AssertionError("the commands end with " + process.exitValue() + ":\n" + printed);
        }
        return printed;
    }
}
