package sluice.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.log.LogFormat;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/**
 * The whole configuration, validated, with every default filled in. Immutable and thread-safe. Meaning, default and
 * range of each value stand in {@link Keys}.
 *
 * @param bot the name of the bot, where its process has several; else empty
 * @param bots the files of the bots, where this is the configuration of a process that has several; else empty
 * @param admins the users who are served, without repeats; empty if nobody can command the bot
 * @param profile the chosen size; its values are in the others already
 * @param dataDir the directory for data that outlives the process
 * @param pluginsDir the folder of plugins; empty for {@code plugins} beside the image
 * @param pressureThreshold the used part of the heap, from 0.0 to 1.0, above which memory is cleaned at once
 * @param sections the settings of the roles ({@code dedup}, {@code state}, {@code peer}, {@code queue}) and of {@code
 *     notes}, complete, and those of plugins ({@code plugins.<name>}), as they were written
 * @param watches the watches of the file, in its order
 * @param steps the steps of watches that have none of their own
 * @param stepUses the places that name steps, for problems that only the modules find
 * @param warnings possible slips in it, by line
 */
public record Config(
        String bot,
        Optional<BotFiles> bots,
        Telegram telegram,
        List<Long> admins,
        Language language,
        Profile profile,
        Path dataDir,
        Optional<Path> pluginsDir,
        Modules modules,
        Http http,
        Intake intake,
        Deliver deliver,
        Peer peer,
        Journal journal,
        Duration cleanupInterval,
        double pressureThreshold,
        Duration statsInterval,
        LogFormat logFormat,
        Map<String, Settings> sections,
        List<Watch> watches,
        List<Step> steps,
        List<StepUse> stepUses,
        List<Problem> warnings) {

    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&;][a-z]*password=([^&;]+)");

    /** A size of the bot, which sets several keys at once; a key that is given wins over it. */
    public enum Profile {
        /** 100 messages, 50 media groups, a queue of 500. */
        SMALL,
        /** 200 messages, 100 media groups, a queue of 1,000. */
        DEFAULT,
        /** 500 messages, 200 media groups, a queue of 5,000. */
        LARGE
    }

    /**
     * The connection to Telegram.
     *
     * @param token the bot's token; empty only where it was not asked for
     * @param apiUrl the Bot API server, without a slash at its end
     * @param pollTimeout the time for which Telegram may keep a poll open
     */
    public record Telegram(Optional<Secret> token, URI apiUrl, Duration pollTimeout) {}

    /**
     * The choice of providers.
     *
     * @param chosen the provider's name by role: {@code dedup}, {@code state}, {@code peer}, {@code queue}
     * @param disabled the names of providers that are not used
     */
    public record Modules(Map<String, String> chosen, Set<String> disabled) {

        public Modules {
            chosen = Map.copyOf(chosen);
            disabled = Set.copyOf(disabled);
        }
    }

    /**
     * The server for health, statistics and the dashboard.
     *
     * @param bind the address or host name to listen on
     * @param port the port, 0 for a free one
     * @param token the token of requests; always there if {@code bind} is not a loopback address
     */
    public record Http(String bind, int port, Optional<Secret> token) {}

    /**
     * The settings of intake.
     *
     * @param maxAge the age above which messages are skipped; empty for none
     * @param albumQuiet the time without a new member after which an album goes out
     */
    public record Intake(Optional<Duration> maxAge, Duration albumQuiet) {}

    /**
     * The settings of delivery.
     *
     * @param maxRetries further tries after the first failure
     * @param maxFloodRetries flood waits in a row
     * @param timeout the time limit of one call
     * @param perChat pace of each chat
     * @param perGroup pace of each group or channel, besides the one per chat
     * @param global pace of all calls together
     */
    public record Deliver(
            int maxRetries, int maxFloodRetries, Duration timeout, Rate perChat, Rate perGroup, Rate global) {}

    /**
     * The limits for failed chats.
     *
     * @param maxWaiting messages that may wait for a failed chat
     */
    public record Peer(int maxWaiting) {}

    /**
     * The memory of what became of messages.
     *
     * @param maxMessages the most messages, 0 for none
     * @param maxAge the time after which a message is forgotten
     */
    public record Journal(int maxMessages, Duration maxAge) {}

    /**
     * A place of the configuration at which a step is named. Only the modules know if there is such a step, and if its
     * settings are right; a problem that they find is reported with this place.
     *
     * @param key its key, such as {@code watches[2].steps[1].footer}
     * @param forwards true if it stands in a watch that forwards, whose messages cannot be changed
     */
    public record StepUse(Path file, int line, String key, Step step, boolean forwards) {

        public Problem problem(String message) {
            return new Problem(file, line, key, message);
        }
    }

    public Config {
        admins = List.copyOf(admins);
        sections = Map.copyOf(sections);
        watches = List.copyOf(watches);
        steps = List.copyOf(steps);
        stepUses = List.copyOf(stepUses);
        warnings = List.copyOf(warnings);
    }

    /** All secrets in it, which nothing may print. */
    public Stream<Secret> secrets() {
        Optional<String> url = section("queue").text("url");
        return Stream.of(
                        telegram.token().stream(),
                        http.token().stream(),
                        url.map(Secret::new).stream(),
                        url.stream().flatMap(Config::passwords))
                .flatMap(Function.identity());
    }

    /** Those in the address of a database, as they stand there and as they are meant. */
    private static Stream<Secret> passwords(String url) {
        return PASSWORD.matcher(url)
                .results()
                .map(found -> found.group(1))
                .flatMap(written -> Stream.of(written, decoded(written)))
                .filter(password -> !password.isBlank())
                .map(Secret::new);
    }

    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return written; // a percent sign that stands for itself
        }
    }

    /** The settings of one section, a role or {@code plugins.<name>}; empty if the file has no such section. */
    public Settings section(String name) {
        return sections.getOrDefault(name, new Settings(Map.of()));
    }
}
