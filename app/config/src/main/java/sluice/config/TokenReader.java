package sluice.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.base.log.Secret;

/**
 * Finds the bot's token: in the file, in the file that it names, or in the environment, in this order. What is written
 * down for this one bot wins over what its surroundings say.
 */
final class TokenReader {

    static final String VARIABLE = "SLUICE_TOKEN";

    private static final String TELEGRAM = "api.telegram.org";
    private static final String FORM = "[0-9]{3,20}:[A-Za-z0-9_-]{30,64}";

    /** Other servers, for tests above all, make tokens as they like. */
    private static final String ANY_FORM = "[0-9]+:[A-Za-z0-9_-]+";

    private final Values values;
    private final Path file;

    @Bounded("the variables of the process")
    private final Map<String, String> environment;

    private final Problems problems;

    TokenReader(Values values, Path file, Map<String, String> environment, Problems problems) {
        this.values = values;
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The token; empty when there is none, which is a problem if it is needed, or a wrong one, which always is.
     *
     * @param only whether it is that of the only bot, which may stand in a variable
     */
    Optional<Secret> read(boolean needed, boolean only) {
        boolean named = values.isWritten(Keys.TOKEN_FILE);
        int line = values.line(Keys.TOKEN_FILE, 0);
        if (values.isWritten(Keys.TOKEN)) {
            if (named) {
                problems.add(line, Keys.TOKEN_FILE.name(), "is given beside `telegram.token`; only one of them can be");
            }
            Optional<Secret> token = values.find(Keys.TOKEN)
                    .flatMap(text -> checked(text.reveal(), values.line(Keys.TOKEN, 0), Keys.TOKEN.name(), ""));
            // It may stand in a variable.
            if (token.filter(this::isInFile).isPresent()) {
                warnOfReaders(0, "", "", "the token", file);
            }
            return token;
        }
        if (named) {
            return values.find(Keys.TOKEN_FILE).flatMap(path -> fromFile(file.resolveSibling(path), line));
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return checked(variable, 0, VARIABLE, "");
        }
        if (needed) {
            problems.add(
                    0,
                    Keys.TOKEN.name(),
                    "is missing; write there the token that @BotFather gave you, or name a file that holds it in `"
                            + Keys.TOKEN_FILE.name() + "`"
                            + (only ? ", or set the environment variable " + VARIABLE : ""));
        }
        return Optional.empty();
    }

    private boolean isInFile(Secret token) {
        return SourceFile.read(file) instanceof SourceFile.Content.Text(String text) && text.contains(token.reveal());
    }

    /** Warns if others may read the file that holds a secret. */
    void warnOfReaders(int line, String key, String named, String secret, Path holder) {
        if (SourceFile.isOpen(holder)) {
            problems.warn(
                    line,
                    key,
                    named + "holds " + secret + ", and everybody on this machine may read it; `chmod o-r " + holder
                            + "` ends that");
        }
    }

    private Optional<Secret> fromFile(Path path, int line) {
        warnOfReaders(line, Keys.TOKEN_FILE.name(), "`" + path + "` ", "the token", path);
        return switch (SourceFile.read(path)) {
            case SourceFile.Content.Text content ->
                checked(content.text().strip(), line, Keys.TOKEN_FILE.name(), "what is in `" + path + "` ");
            case SourceFile.Content.Unreadable content -> {
                problems.add(line, Keys.TOKEN_FILE.name(), "`" + path + "` " + content.why());
                yield Optional.empty();
            }
        };
    }

    private Optional<Secret> checked(String token, int line, String key, String what) {
        problems.hide(token);
        boolean telegram = values.find(Keys.API_URL)
                .map(URI::getHost)
                .filter(TELEGRAM::equals)
                .isPresent();
        if (token.matches(telegram ? FORM : ANY_FORM)) {
            return Optional.of(new Secret(token));
        }
        problems.add(
                line,
                key,
                what
                        + "must be a bot's token as @BotFather gave it: digits, a colon, and some 35 letters, digits, `_` or `-`");
        return Optional.empty();
    }
}
