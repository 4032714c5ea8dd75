package sluice.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text is there in every language, and every key that the code asks for. */
class BundlesTest {

    /** A literal that is a key or the first words of one. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+\\.(?:[A-Za-z_-]+\\.?)*)\"");

    private static final Pattern VALUE = Pattern.compile("\\{(\\d+)}");

    private static final Properties ENGLISH = read("messages.properties");
    private static final Properties CHINESE = read("messages_zh.properties");

    private static Properties read(String name) {
        try (Reader reader = new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> keys(Properties bundle) {
        return new TreeSet<>(bundle.stringPropertyNames());
    }

    @Test
    void both_languages_have_the_same_keys() {
        assertEquals(keys(ENGLISH), keys(CHINESE));
    }

    @Test
    void no_text_is_given_twice() throws IOException {
        for (String name : List.of("messages.properties", "messages_zh.properties")) {
            try (Stream<String> lines =
                    Files.lines(Path.of("src/main/resources/sluice/base/text").resolve(name))) {
                assertEquals(
                        read(name).size(),
                        lines.filter(line -> line.contains(" = ")).count(),
                        name);
            }
        }
    }

    @Test
    void both_languages_say_the_same_values_and_all_of_them() {
        for (String key : keys(ENGLISH)) {
            assertEquals(values(ENGLISH.getProperty(key)), values(CHINESE.getProperty(key)), key);
            Object[] values = IntStream.range(
                            0, values(ENGLISH.getProperty(key)).size())
                    .mapToObj(number -> "<" + number + ">")
                    .toArray();
            for (Language language : List.of(Language.EN, Language.ZH)) {
                String text = Texts.of(language).get(key, values);
                for (Object value : values) {
                    assertTrue(text.contains(value.toString()), () -> key + " in " + language + ": " + text);
                }
                // A single quote is a sign of the format, and would vanish or hide a value; two are one that is shown.
                assertEquals(
                        -1,
                        (language == Language.EN ? ENGLISH : CHINESE)
                                .getProperty(key)
                                .replace("''", "")
                                .indexOf('\''),
                        key);
            }
        }
    }

    private static Set<Integer> values(String text) {
        Matcher value = VALUE.matcher(text);
        Set<Integer> numbers = new TreeSet<>();
        while (value.find()) {
            numbers.add(Integer.valueOf(value.group(1)));
        }
        return numbers;
    }

    @Test
    void every_key_in_the_code_is_in_the_bundle_and_every_text_is_asked_for() throws IOException {
        Set<String> families = keys(ENGLISH).stream()
                .map(key -> key.substring(0, key.indexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>();
        Set<String> unused = keys(ENGLISH);
        for (String source : sources()) {
            Matcher literal = LITERAL.matcher(source);
            while (literal.find()) {
                String key = literal.group(1);
                if (key.endsWith(".")) {
                    // The rest of the key is put together: all of the family counts as asked for.
                    unused.removeIf(one -> one.startsWith(key));
                } else if (!unused.remove(key)
                        && !ENGLISH.containsKey(key)
                        && families.contains(key.substring(0, key.indexOf('.') + 1))
                        && speaks(source)) {
                    missing.add(key);
                }
            }
        }
        assertEquals(Set.of(), missing, "asked for and in no bundle");
        assertEquals(Set.of(), unused, "in the bundles and never asked for");
    }

    /** What has no texts may have keys of the configuration, some of which begin with the same words. */
    private static boolean speaks(String source) {
        return source.contains("texts") || source.contains("Texts");
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), Files::isDirectory)) {
            for (Path module : modules) {
                Path main = module.resolve("src/main/java");
                if (Files.exists(main)) {
                    sources.addAll(sources(main));
                }
            }
        }
        return sources;
    }

    private static List<String> sources(Path folder) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }
}
