package sluice.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/**
 * The whole configuration, validated, with every default filled in. Immutable and thread-safe. What each value means,
 * its default and its range stand in {@link Keys}.
 *
 * @param telegram the connection to Telegram
 * @param admins the users who are served, without repeats; empty when nobody can command the bot
 * @param language the language of the log and the chat
 * @param profile the size that was chosen; its values are in the others already
 * @param dataDir the directory for data that outlives the process
 * @param pluginsDir the folder of plugins; empty for {@code plugins} beside the image
 * @param modules the choice of providers
 * @param http the server for health, statistics and the dashboard
 * @param intake the settings of intake
 * @param deliver the settings of delivery
 * @param peer the limits for failed chats
 * @param cleanupInterval the interval of cleanups
 * @param pressureThreshold the used part of the heap, from 0.0 to 1.0, above which memory is cleaned at once
 * @param statsInterval the interval of statistics in the log
 * @param sections the settings of the roles ({@code dedup}, {@code state}, {@code peer}, {@code queue}) and of {@code notes}, complete, and
 *     those of plugins ({@code plugins.<name>}), as they were written
 * @param watches the watches of the file, in its order
 * @param steps the steps of watches that have none of their own
 * @param stepUses the places that name steps, for problems that only the modules find
 * @param warnings possible slips in it, by line
 */
public record Config(
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
        Duration cleanupInterval,
        double pressureThreshold,
        Duration statsInterval,
        Map<String, Settings> sections,
        List<Watch> watches,
        List<Step> steps,
        List<StepUse> stepUses,
        List<Problem> warnings) {

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
     * @param disabled names of providers to leave out
     */
    public record Modules(Map<String, String> chosen, Set<String> disabled) {

        /** Takes copies. */
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
     * @param token what requests must carry; always there when {@code bind} is not a loopback address
     */
    public record Http(String bind, int port, Optional<Secret> token) {}

    /**
     * The settings of intake.
     *
     * @param maxAge messages older than this are skipped; empty for none
     * @param albumQuiet how long no member may come before an album goes out
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

    /** Takes copies and checks that nothing is missing. */
    public Config {
        requireNonNull(telegram, "telegram");
        requireNonNull(language, "language");
        requireNonNull(profile, "profile");
        requireNonNull(dataDir, "dataDir");
        requireNonNull(pluginsDir, "pluginsDir");
        requireNonNull(modules, "modules");
        requireNonNull(http, "http");
        requireNonNull(intake, "intake");
        requireNonNull(deliver, "deliver");
        requireNonNull(peer, "peer");
        requireNonNull(cleanupInterval, "cleanupInterval");
        requireNonNull(statsInterval, "statsInterval");
        admins = List.copyOf(admins);
        sections = Map.copyOf(sections);
        watches = List.copyOf(watches);
        steps = List.copyOf(steps);
        stepUses = List.copyOf(stepUses);
        warnings = List.copyOf(warnings);
    }

    /**
     * The settings of one section.
     *
     * @param name a role, or {@code plugins.<name>}
     * @return the settings, empty when the file has no such section
     */
    public Settings section(String name) {
        return sections.getOrDefault(name, new Settings(Map.of()));
    }
}
