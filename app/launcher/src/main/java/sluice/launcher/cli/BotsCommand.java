package sluice.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.config.Config;
import sluice.config.Loaded;
import sluice.host.BotOwners;
import sluice.host.Inventory;
import sluice.launcher.bot.ExitCode;

/** The commands about the bots of a process that has several. */
@Command(
        name = "bots",
        description = "Lists, pauses and resumes the bots of a configuration with a bots-dir.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BotsCommand extends CommandGroup {

    private BotsCommand() {}

    static CommandLine line(Environment environment) {
        return new CommandLine(new BotsCommand())
                .addSubcommand(new ListCommand(environment))
                .addSubcommand(new PauseCommand(environment))
                .addSubcommand(new ResumeCommand(environment));
    }

    private abstract static class OfAll implements Callable<Integer> {

        final Environment environment;

        @Mixin
        ConfigOption option;

        OfAll(Environment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            return option.guarded(environment, this::run).code();
        }

        private ExitCode run() {
            Optional<Config> config = option.loadOrDefaults(environment);
            if (config.isPresent() && config.get().bots().isEmpty()) {
                option.report(List.of("bots-dir: is not set, so that there is one bot without a name"), environment);
            }
            return config.flatMap(Config::bots)
                    .flatMap(files -> option.bots(files, environment))
                    .map(bots -> of(config.get(), new TreeMap<>(bots)))
                    .orElse(ExitCode.USAGE);
        }

        abstract ExitCode of(Config config, Map<String, Loaded> bots);

        /** Asks what decides which machine runs a bot. */
        final <T> T asked(Config config, Inventory inventory, Function<Ownership, T> question) {
            Ownership ownership = BotOwners.open(config, inventory, environment.timeline());
            try {
                return question.apply(ownership);
            } finally {
                ownership.close();
            }
        }
    }

    @Command(
            name = "list",
            description = "Lists all bots: how they do where the process runs, else what their files say.",
            mixinStandardHelpOptions = true)
    private static final class ListCommand extends OfAll {

        private static final List<String> HEADER =
                List.of("NAME", "STATE", "RECEIVED", "DELIVERED", "WAITING", "DEAD LETTERS", "LAST POLL", "PROBLEM");

        /** Columns behind the state, where machines share the bots. */
        private static final List<String> OF_OWNERS = List.of("NODE", "SINCE");

        private static final int BEHIND_STATE = 2;
        private static final String NONE = "-";

        ListCommand(Environment environment) {
            super(environment);
        }

        @Override
        ExitCode of(Config config, Map<String, Loaded> bots) {
            List<List<String>> rows = new ArrayList<>();
            boolean shared;
            try {
                JsonNode page = RunningBot.parsed(RunningBot.of(config.http()).page("/bots.json"), "rows");
                shared = page.path("shared").asBoolean();
                page.path("rows").forEach(row -> rows.add(row(row)));
            } catch (RunningBot.RefusedException e) {
                environment.complain("sluice: no list of the bots: " + e.getMessage());
                return ExitCode.UNEXPECTED;
            } catch (IOException e) {
                environment.complain("no process seems to run with this configuration: " + e.getMessage());
                Inventory inventory = Inventory.of(config);
                shared = BotOwners.areShared(config, inventory);
                Map<String, Ownership.Owner> owners = asked(
                        config,
                        inventory,
                        ownership -> ownership.owners().stream()
                                .collect(Collectors.toMap(Ownership.Owner::bot, Function.identity())));
                bots.forEach((name, loaded) -> rows.add(row(name, loaded, Optional.ofNullable(owners.get(name)))));
            }
            List<String> header = new ArrayList<>(HEADER);
            if (shared) {
                header.addAll(BEHIND_STATE, OF_OWNERS);
            } else {
                rows.forEach(row -> row.subList(BEHIND_STATE, BEHIND_STATE + OF_OWNERS.size())
                        .clear());
            }
            Table.print(header, rows, environment.out());
            return ExitCode.DONE;
        }

        private static List<String> row(JsonNode row) {
            String problem = row.path("detail").asText();
            return new ArrayList<>(List.of(
                    row.path("name").asText(),
                    row.path("state").asText(),
                    text(row.path("node").asText()),
                    time(row.path("since").asLong()),
                    row.path("received").asText(),
                    row.path("delivered").asText(),
                    row.path("waiting").asText(),
                    row.path("deadLetters").asText(),
                    time(row.path("lastPoll").asLong()),
                    problem.isEmpty()
                            ? row.path("problems").path(0).path("text").asText(NONE)
                            : problem));
        }

        private static List<String> row(String name, Loaded loaded, Optional<Ownership.Owner> owner) {
            boolean paused = owner.filter(Ownership.Owner::paused).isPresent();
            String node = owner.map(Ownership.Owner::node).orElse("");
            String problem = loaded instanceof Loaded.Invalid(var problems)
                    ? problems.getFirst().toString()
                    : NONE;
            return new ArrayList<>(List.of(
                    name,
                    paused ? "paused" : node.isEmpty() ? "stopped" : "elsewhere",
                    text(node),
                    time(owner.map(of -> of.since().toEpochMilli()).orElse(0L)),
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    problem));
        }

        private static String text(String text) {
            return text.isEmpty() ? NONE : text;
        }

        private static String time(long millis) {
            return millis == 0
                    ? NONE
                    : Instant.ofEpochMilli(millis)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
        }
    }

    private abstract static class Change extends OfAll {

        private final boolean paused;

        @Bounded("the arguments of a command line")
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "The bots, each by the name of its file.")
        private List<String> names;

        Change(Environment environment, boolean paused) {
            super(environment);
            this.paused = paused;
        }

        @Override
        ExitCode of(Config config, Map<String, Loaded> bots) {
            List<String> problems = names.stream()
                    .filter(name -> !bots.containsKey(name))
                    .map(name -> "there is no bot `" + name + "`; `sluice bots list` lists them")
                    .toList();
            if (option.report(List.of(), problems, environment)) {
                return ExitCode.USAGE;
            }
            return asked(config, Inventory.of(config), ownership -> {
                for (String name : names) {
                    ownership.pause(name, paused);
                    environment.print(name + (paused ? " is paused" : " is not paused any more"));
                }
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "pause",
            aliases = "hold",
            description = {
                "Pauses bots: they receive and send nothing, and what waits is kept.",
                "It lasts until `resume`, also over a restart. A running process follows within a few seconds."
            },
            mixinStandardHelpOptions = true)
    private static final class PauseCommand extends Change {
        PauseCommand(Environment environment) {
            super(environment, true);
        }
    }

    @Command(
            name = "resume",
            aliases = "release",
            description = "Lets paused bots go on.",
            mixinStandardHelpOptions = true)
    private static final class ResumeCommand extends Change {
        ResumeCommand(Environment environment) {
            super(environment, false);
        }
    }
}
