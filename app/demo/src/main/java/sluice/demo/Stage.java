package sluice.demo;

import java.nio.file.Path;
import java.util.List;
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

/** Sets the scene: a simulator with its chats and faults, and the configuration of a bot that talks to it. */
final class Stage {

    /** Two rounds of the {@link Poster} with all that comes of them; older messages are needed by nobody any more. */
    private static final int KEPT_MESSAGES = 6 * Poster.ROUND;

    /** The first trouble comes at one of so many calls, so that not all lanes wait at the same time. */
    private static final int LATEST_FIRST_TROUBLE = 12;

    private Stage() {}

    static Simulator open(DemoPlan plan) {
        // Every call is looked at as it comes in, so none needs to be kept.
        SimulatorOptions options =
                SimulatorOptions.defaults().withRecordCalls(0).withKeepMessages(KEPT_MESSAGES);
        Simulator simulator = Simulator.start(options);
        simulator.user(DemoPlan.OWNER, "Owner");
        for (Lane lane : plan.lanes()) {
            simulator.channel(lane.source(), "Source " + lane.number());
            for (int hop = 1; hop <= lane.kind().hops(); hop++) {
                simulator.channel(lane.destination(hop), "Destination " + lane.number());
            }
            trouble(simulator, lane, plan.size().messages() / plan.lanes().size());
            if (lane.kind() == Kind.KICKED) {
                simulator.kickSilently(lane.destination(1));
            }
        }
        return simulator;
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
     * The configuration as a user would write it, but for the pace, which has nobody to spare here, and the time that a
     * message is remembered: a machine that is busy with something else must not make the demo fail.
     */
    static Config config(DemoPlan plan, Simulator simulator, DemoModules modules, Path dir) {
        String yaml = """
                telegram:
                  token: "%s"
                  api-url: %s
                admins: [%d]
                data-dir: '%s'
                plugins-dir: '%s'
                modules.queue: '%s'
                http:
                  port: 0
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                dedup:
                  message-ttl: 1m
                watches:
                """.formatted(
                        simulator.token(),
                        simulator.uri(),
                        DemoPlan.OWNER,
                        quoted(dir.resolve("data").toString()),
                        quoted(modules.plugins()
                                .orElse(dir.resolve("plugins"))
                                .toAbsolutePath()
                                .toString()),
                        quoted(modules.queue()));
        String watches = plan.lanes().stream().map(Lane::yaml).collect(Collectors.joining());
        return switch (ConfigLoader.parse(dir.resolve("sluice.yaml"), yaml + watches, Map.of())) {
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

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
