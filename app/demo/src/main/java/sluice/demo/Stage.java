package sluice.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.base.log.Secrets;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.host.HostException;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** Sets the scene: a simulator for each bot with its chats and faults, and the configuration of the bots that talk to them. */
final class Stage {

    /** The first trouble comes at one of so many calls, so that not all lanes wait at the same time. */
    private static final int LATEST_FIRST_TROUBLE = 12;

    private Stage() {}

    /** The bots of a demo, of which none runs yet. Their simulators share a server: closing that of the first closes all. */
    static List<DemoBot> open(List<DemoPlan> plans) {
        // Every call is looked at as it comes in, so none needs to be kept.
        // Two rounds with all that comes of them are kept; older messages are needed by nobody any more.
        SimulatorOptions options = SimulatorOptions.defaults()
                .withRecordCalls(0)
                .withKeepMessages(6 * plans.getFirst().round());
        Simulator server = Simulator.start(options);
        List<DemoBot> bots = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Simulator simulator = i == 0 ? server : server.addBot(SimulatorOptions.madeUpToken(i));
            fill(simulator, plans.get(i));
            String name = plans.size() == 1 ? "" : String.format(Locale.ROOT, "bot-%03d", i + 1);
            bots.add(new DemoBot(name, plans.get(i), simulator));
        }
        return bots;
    }

    private static void fill(Simulator simulator, DemoPlan plan) {
        simulator.user(DemoPlan.OWNER, "Owner");
        for (Lane lane : plan.lanes()) {
            simulator.channel(lane.source(), "Source " + lane.number());
            for (int hop = 1; hop <= lane.kind().hops(); hop++) {
                simulator.channel(lane.destination(hop), "Destination " + lane.number());
            }
            trouble(simulator, lane, plan.options().messages() / plan.lanes().size());
            if (lane.kind() == Kind.KICKED) {
                simulator.kickSilently(lane.destination(1));
            }
        }
    }

    private static void trouble(Simulator simulator, Lane lane, int perLane) {
        int first = lane.number() % Math.clamp(perLane / 4, 1, LATEST_FIRST_TROUBLE);
        int times = Math.min(1 + perLane / Traffic.TROUBLE_EVERY, Traffic.MOST_TROUBLES);
        for (int i = 0; i < times; i++) {
            int skip = first + i * Traffic.TROUBLE_EVERY;
            switch (lane.trouble()) {
                case FLOOD_WAIT -> answer(simulator, lane, skip, Answer.floodWait(1));
                case SERVER_ERROR -> answer(simulator, lane, skip, Answer.error(500, "Internal Server Error"));
                case SMALL_ALBUM -> {} // made by the traffic
            }
        }
    }

    private static void answer(Simulator simulator, Lane lane, int skip, Answer answer) {
        simulator.onAny().chat(lane.destination(1)).skip(skip).answer(answer);
    }

    /**
     * Writes the configuration of the process, and of its bots if there are several. It is as a user would write it, but for the pace,
     * which has nobody to spare here, and the times that a message is remembered and an album waits for its members: a machine that is
     * busy with something else must not make the demo fail.
     *
     * @param file the file of the process; the others are written into a folder beside it
     */
    static Config config(DemoOptions options, List<DemoBot> bots, Path file) throws IOException {
        Path dir = file.getParent();
        String yaml = """
                telegram.api-url: %s
                admins: [%d]
                data-dir: '%s'
                plugins-dir: '%s'
                modules.queue: '%s'
                http:
                  port: 0
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                dedup:
                  message-ttl: 1m
                intake:
                  album-quiet: 2s
                """.formatted(
                        bots.getFirst().simulator().uri(),
                        DemoPlan.OWNER,
                        quoted(dir.resolve("data").toString()),
                        quoted(options.plugins()
                                .orElse(dir.resolve("plugins"))
                                .toAbsolutePath()
                                .toString()),
                        quoted(options.queue()));
        if (bots.size() == 1) {
            Files.writeString(file, yaml + own(bots.getFirst()));
        } else {
            Path folder = Files.createDirectory(dir.resolve("bots.d"));
            for (DemoBot bot : bots) {
                Files.writeString(folder.resolve(bot.name() + ".yaml"), own(bot));
            }
            Files.writeString(file, yaml + "bots-dir: bots.d\n");
        }
        return switch (ConfigLoader.load(file, Map.of())) {
            case Loaded.Valid(Config config) -> {
                config.telegram().token().ifPresent(Secrets::hide);
                yield config;
            }
            case Loaded.Invalid(List<Problem> problems) ->
                // Only what was given on the command line can be wrong.
                throw new HostException(problems.stream()
                        .map(problem -> problem.key() + ": " + problem.message())
                        .toList());
        };
    }

    /** The keys that each bot has of its own. */
    private static String own(DemoBot bot) {
        return "telegram.token: \"" + bot.simulator().token() + "\"\nwatches:\n"
                + bot.plan().lanes().stream().map(Lane::yaml).collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
