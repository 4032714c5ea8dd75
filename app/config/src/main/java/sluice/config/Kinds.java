package sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sluice.api.Durations;
import sluice.api.SettingsException;
import sluice.api.Sizes;
import sluice.api.Watch;
import sluice.base.log.Secret;
import sluice.config.filter.Expressions;
import sluice.config.filter.Filter;
import sluice.config.filter.FilterException;
import sluice.config.filter.TextPieces;

/** The kinds of values that keys take. */
final class Kinds {

    /** Telegram's ids have at most 52 significant bits. */
    private static final long MAX_ID = (1L << 52) - 1;

    static final Kind<Rate> RATE = Kind.of(
            "a rate such as `30/s`, `20/min` or `100/h`, at least 1 and at most " + Rate.MAX_PERMITS,
            text -> Rate.parse(text).orElse(null));

    /** A part of a whole, read as a number from 0.0 to 1.0. */
    static final Kind<Double> PERCENTAGE = Kind.of(
            "a percentage from `1%` to `100%`",
            text -> text.matches("[1-9][0-9]?%|100%")
                    ? Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0
                    : null);

    static final Kind<Boolean> FLAG = Kind.of("`true` or `false`", text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
    });

    /** A host of at most 253 characters, whose labels have at most 63, or an IPv6 address; and a port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile(
            "((?=[^:]{1,253}(:|$))[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");

    static final Kind<Path> PATH = Kind.of("a path that does not begin with `~`", Kinds::path);

    static final Kind<URI> SERVER = Kind.of("an `http://` or `https://` address without a query", Kinds::server);

    static final Kind<String> HOST = Kind.of(
            "an IP address or a host name", matching("[A-Za-z0-9_.-]+|\\[?[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?]?"));

    static final Kind<String> PROVIDER = Kind.of("a provider's name such as `lru`", matching("[A-Za-z0-9_.$-]+"));

    static final Kind<Secret> BOT_TOKEN = secret("a bot's token without spaces", "\\S+");

    /** It may hold a password. */
    static final Kind<Secret> DATABASE =
            secret("a database's address such as `jdbc:postgresql://db/sluice`, without spaces", "jdbc:[a-z0-9]+:\\S+");

    static final Kind<String> DATABASE_USER =
            Kind.of("a user's name without spaces, at most 63 characters", matching("\\S{1,63}"));

    static final Kind<String> NODE = Kind.of(
            "a name of letters, digits, `.`, `-` and `_`, at most 63", matching("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"));

    static final Kind<Secret> BEARER = secret(
            "at least 16 letters, digits or `- . _ ~ + / =`, as `openssl rand -hex 16` makes them",
            "[A-Za-z0-9._~+/=-]{16,}");

    static final Kind<Long> USER_ID =
            Kind.of("a user's numeric id such as `123456789`", text -> id(text, id -> id > 0));

    static final Kind<Long> SOURCE = Kind.of("a chat's numeric id such as `-1001111111111`", Kinds::chatId);

    /** Stands for the private chat with the owner; no chat has this id. */
    static final long ME = 0;

    static final Kind<Long> DESTINATION = Kind.of(
            "a chat's numeric id such as `-1002222222222`, or `me`",
            text -> text.equals("me") ? Long.valueOf(ME) : chatId(text));

    private static final int LONGEST_WATCH_ID = 200;

    static final Kind<String> WATCH_ID = label(LONGEST_WATCH_ID);

    static final Kind<String> WATCH_NAME = label(Watch.MAX_NAME);

    static final Kind<String> KEYWORD =
            Kind.of("a text with something to see in it", text -> checked(Filter::checkedKeyword, text));

    static final Kind<String> EXPRESSION = Kind.of(
            "a regular expression (RE2 syntax)", text -> checked(Expressions::compile, text) == null ? null : text);

    private Kinds() {}

    private static Kind<String> label(int longest) {
        return Kind.of(
                "a text of 1 to " + longest + " characters without line breaks, tabs or blanks around it",
                text -> !TextPieces.isLegible(text)
                                || text.length() > longest
                                || !text.strip().equals(text)
                                || text.codePoints().anyMatch(Kinds::isUnprintable)
                        ? null
                        : text);
    }

    static Kind<Integer> wholeNumber(int least, int most) {
        return Kind.of("a whole number from " + least + " to " + most, text -> {
            Long number = number(text);
            return number == null || number < least || number > most ? null : Integer.valueOf(number.intValue());
        });
    }

    static Kind<Duration> duration(String least, String most) {
        return between("a duration such as `500ms`, `5s`, `5m` or `1h`", Durations::parse, least, most);
    }

    static Kind<Long> size(String least, String most) {
        return between("a size such as `500KB`, `20MB` or `1GB`", Sizes::parse, least, most);
    }

    private static <T extends Comparable<T>> Kind<T> between(
            String what, BiFunction<String, String, T> parse, String least, String most) {
        T from = parse.apply("least", least);
        T to = parse.apply("most", most);
        return Kind.of(what + ", from " + least + " to " + most, text -> {
            try {
                T value = parse.apply("", text);
                return value.compareTo(from) < 0 || value.compareTo(to) > 0 ? null : value;
            } catch (SettingsException e) {
                return null; // said by the caller, with the range and in one voice with the other kinds
            }
        });
    }

    /** One of several constants, written in small letters. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        E[] all = type.getEnumConstants();
        String allowed = Arrays.stream(all).map(e -> "`" + written(e) + "`").collect(Collectors.joining(", "));
        return Kind.of(
                "one of " + allowed,
                text -> Arrays.stream(all)
                        .filter(e -> written(e).equals(text))
                        .findFirst()
                        .orElse(null));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Kind<Secret> secret(String allowed, String form) {
        return new Kind<>(allowed, true, text -> text.matches(form) ? new Secret(text) : null);
    }

    private static Function<String, String> matching(String form) {
        return text -> text.matches(form) ? text : null;
    }

    private static Long number(String text) {
        return text.matches("[+-]?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static Long id(String text, Predicate<Long> fits) {
        Long id = number(text);
        return id != null && Math.abs(id) <= MAX_ID && fits.test(id) ? id : null;
    }

    private static Long chatId(String text) {
        if (text.startsWith("@")) {
            throw new SettingsException(
                    "must be a chat's numeric id, not " + Kind.quoted(text)
                            + ", because names are not looked up; web.telegram.org shows the id of an open chat in the address bar");
        }
        return id(text, id -> id != 0);
    }

    private static <T> T checked(Function<String, T> check, String text) {
        try {
            return check.apply(text);
        } catch (FilterException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static Path path(String text) {
        try {
            return text.isBlank() || text.startsWith("~") ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null; // said by the caller
        }
    }

    private static URI server(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
            return http && plain && isHostAndPort(uri) ? uri : null;
        } catch (URISyntaxException e) {
            return null; // said by the caller
        }
    }

    /** Also with a host such as {@code bot_api}, as containers are named: the name is left out by {@link URI#getHost}. */
    private static boolean isHostAndPort(URI uri) {
        Matcher matcher = HOST_AND_PORT.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
        if (!matcher.matches()) {
            return false;
        }
        int port = matcher.group("port") == null ? 80 : Integer.parseInt(matcher.group("port"));
        return port > 0 && port <= 65_535;
    }
}
