package sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sluice.api.Bounded;

/** Collects what is wrong with one file, and keeps secrets out of it, wherever in the file they were written. */
final class Problems {

    /** A bot's token, also inside an address or under a wrong key. */
    private static final Pattern TOKEN = Pattern.compile("[0-9]{3,}:[A-Za-z0-9_-]{20,}");

    /** Shorter ones are no secrets, and blotting them out would make messages unreadable. */
    private static final int SHORTEST_SECRET = 8;

    private static final String HIDDEN = "***";

    private final Path file;
    private int more;

    /** More than these nobody reads. */
    private static final int MOST = 100;

    @Bounded("MOST")
    private final List<Problem> found = new ArrayList<>();

    @Bounded("MOST")
    private final List<Problem> warnings = new ArrayList<>();

    @Bounded("the secrets of one configuration: the token and http.token")
    private final List<String> secrets = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    void add(int line, String key, String message) {
        if (found.size() < MOST) {
            found.add(new Problem(file, line, key, message));
        } else {
            more++;
        }
    }

    /** Adds a warning: a possible slip, which keeps nothing from being used. */
    void warn(int line, String key, String message) {
        if (warnings.size() < MOST) {
            warnings.add(new Problem(file, line, key, message));
        }
    }

    void addForFile(String message) {
        add(0, "", message);
    }

    /** Says that a text must be in no problem, before this or after. */
    void hide(String secret) {
        if (secret.length() >= SHORTEST_SECRET) {
            secrets.add(secret);
        }
    }

    int count() {
        return found.size() + more;
    }

    List<Problem> byLine() {
        Stream<Problem> others =
                more == 0 ? Stream.empty() : Stream.of(new Problem(file, 0, "", "has " + more + " more problems"));
        return Stream.concat(reported(found), others).toList();
    }

    List<Problem> warnings() {
        return reported(warnings).toList();
    }

    private Stream<Problem> reported(List<Problem> all) {
        return all.stream()
                .map(problem -> new Problem(file, problem.line(), hidden(problem.key()), hidden(problem.message())))
                .sorted(Comparator.comparingInt(Problem::line));
    }

    private String hidden(String text) {
        String result = TOKEN.matcher(text).replaceAll(HIDDEN);
        for (String secret : secrets) {
            result = result.replace(secret, HIDDEN);
        }
        return result;
    }
}
