package sluice.launcher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.api.Watch;
import sluice.base.file.FileProblem;
import sluice.base.file.PrivateFile;
import sluice.base.log.LogLevels;
import sluice.base.log.Sanitizer;
import sluice.base.log.Secrets;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.engine.rights.Rights;
import sluice.launcher.bot.ExitCode;
import sluice.telegram.ApiAnswer;
import sluice.telegram.BotApi;
import sluice.telegram.Connections;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.ChatInput;
import sluice.telegram.model.Update;

/** Asks for what a first configuration needs, tries it, and writes the file. */
@Command(
        name = "init",
        description = "Asks for the token, your id and a first watch, and writes a configuration.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Overwrites no file. The token can also come from the environment variable SLUICE_TOKEN; then",
            "it is not written into the file."
        })
final class InitCommand implements Callable<Integer> {

    private static final int TRIES = 5;

    private final Environment environment;
    private final Answers answers;

    @Mixin
    private ConfigOption option;

    @Option(names = "--api-url", paramLabel = "URL", description = "The Bot API server, when it is not Telegram's own.")
    private Optional<String> apiUrl = Optional.empty();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The folder of the bot's data (default: `data` beside the configuration).")
    private Optional<String> dataDir = Optional.empty();

    private record Owner(long id, String name, Language language) {

        static Owner of(Update.Written start) {
            boolean chinese = start.from().languageCode().startsWith("zh");
            return new Owner(
                    start.from().id(),
                    Sanitizer.line(start.message().details().sender().name()),
                    chinese ? Language.ZH : Language.EN);
        }
    }

    InitCommand(Environment environment) {
        this.environment = environment;
        this.answers = new Answers(environment.in(), environment.terminal());
    }

    @Override
    public Integer call() throws InterruptedException {
        Path file = option.file();
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            environment.complain(file + " cannot be written: there is no folder "
                    + file.toAbsolutePath().getParent());
            return ExitCode.USAGE.code();
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            environment.complain(
                    file + " exists, and init does not change it. Edit it, or name another file with --config.");
            return ExitCode.USAGE.code();
        }
        try (LogLevels _ = LogLevels.quiet()) {
            return ask(file).code();
        } catch (Conversation.NoAnswer e) {
            environment.complain("Nothing was written: there was no answer to `" + e.getMessage() + "`.");
            return ExitCode.USAGE.code();
        }
    }

    private ExitCode ask(Path file) throws InterruptedException {
        environment.print("This writes " + file + ". Ctrl-C ends it at any time.");
        Optional<Config> config = Optional.empty();
        for (int i = 0; i < TRIES && config.isEmpty(); i++) {
            config = withToken(file);
        }
        if (config.isEmpty()) {
            return ExitCode.USAGE;
        }
        config.get().secrets().forEach(Secrets::hide);
        try (Connections connections = new Connections(environment.timeline());
                BotApi api = new BotApi(
                        config.get().telegram(),
                        config.get().deliver().timeout(),
                        connections,
                        environment.timeline())) {
            return switch (api.me()) {
                case ApiAnswer.Ok(var me) -> {
                    Conversation talk = new Conversation(api, answers, environment.out());
                    String bot = me.path("username").asText("?");
                    environment.print("\nThe token works: the bot is @" + bot + ".");
                    Owner owner = owner(talk, bot);
                    Optional<Watch> watch = watch(talk, api, owner);
                    yield write(file, config.get(), owner, watch);
                }
                case ApiAnswer.Refused refused
                when refused.rejectsToken() -> {
                    environment.complain("Telegram rejects the token (" + refused.description()
                            + "). Copy it again from @BotFather.");
                    yield ExitCode.TOKEN_REJECTED;
                }
                case ApiAnswer.Refused refused -> untried(config.get(), refused.description());
                case ApiAnswer.Failed failed -> untried(config.get(), failed.detail());
            };
        }
    }

    private ExitCode untried(Config config, String reason) {
        environment.complain(
                "The token could not be tried at " + config.telegram().apiUrl() + ": " + reason);
        return ExitCode.UNEXPECTED;
    }

    /** A configuration of nothing but the token; empty when that is none, which is said. */
    private Optional<Config> withToken(Path file) throws InterruptedException {
        boolean given = isTokenGiven();
        String token = "";
        if (given) {
            environment.print("The token comes from SLUICE_TOKEN.");
        } else {
            String question = "Token of the bot (send /newbot to @BotFather to get one): ";
            token = answers.secret(question, environment.out())
                    .orElseThrow(() -> new Conversation.NoAnswer(question.strip()));
        }
        String yaml = (given ? "" : "telegram.token: " + quoted(token) + "\n")
                + apiUrl.map(url -> "telegram.api-url: " + quoted(url) + "\n").orElse("")
                + dataDir.map(dir -> "data-dir: " + quoted(dir) + "\n").orElse("")
                + "language: en\n";
        return switch (ConfigLoader.parse(file, yaml, environment.variables())) {
            case Loaded.Valid(Config config) when config.telegram().token().isPresent() -> Optional.of(config);
            case Loaded.Valid _ -> Optional.empty();
            case Loaded.Invalid(var problems) -> {
                problems.forEach(problem -> environment.complain(problem.key() + " " + problem.message()));
                boolean wrongOption = problems.stream()
                        .anyMatch(problem -> problem.key().endsWith("api-url")
                                || problem.key().equals("data-dir"));
                if (given || wrongOption) {
                    throw new Conversation.NoAnswer("a token that can be used");
                }
                yield Optional.empty();
            }
        };
    }

    private boolean isTokenGiven() {
        return !environment.variables().getOrDefault("SLUICE_TOKEN", "").isBlank();
    }

    private Owner owner(Conversation talk, String bot) throws InterruptedException {
        String question = "Open https://t.me/" + bot + " and send /start, or type your user id here: ";
        while (true) {
            Owner owner = talk.ask(
                    question,
                    update -> update.message().text().startsWith("/start") && !update.forwarded()
                            ? Optional.of(Owner.of(update))
                            : Optional.empty(),
                    typed -> typed.matches("[1-9][0-9]{0,15}")
                                    && ConfigLoader.parse(option.file(), "admins: [" + typed + "]", Map.of())
                                            instanceof Loaded.Valid
                            ? Optional.of(new Owner(Long.parseLong(typed), "", Language.EN))
                            : complained("A user id is a number, such as 123456789."));
            if (owner.name().isEmpty() || isYou(talk, owner)) {
                return owner;
            }
        }
    }

    private boolean isYou(Conversation talk, Owner owner) throws InterruptedException {
        return talk.ask(
                "\n" + owner.name() + " (" + owner.id() + ") has sent /start. Is that you? [Y/n] ",
                _ -> Optional.empty(),
                typed -> switch (typed.toLowerCase(Locale.ROOT)) {
                    case "", "y", "yes" -> Optional.of(true);
                    case "n", "no" -> Optional.of(false);
                    default -> complained("Type y or n.");
                });
    }

    private Optional<Watch> watch(Conversation talk, BotApi api, Owner owner) throws InterruptedException {
        environment.print("\nYou are " + owner.id() + ", and the bot will obey you.");
        environment.print(
                "\nNow a first watch. In the source and in the destination the bot must be a member, in a channel an administrator.");
        Optional<Long> source = chat(
                talk,
                api,
                owner,
                "Source: forward a post from there to the bot, or type its @name, link or id (Enter to do this later in the chat): ",
                Optional.empty());
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> destination = chat(
                talk,
                api,
                owner,
                "Destination: in the same way, or `me` for your chat with the bot (Enter for `me`): ",
                source);
        Watch watch = Watch.copying("init", owner.id(), source.get(), destination.orElse(owner.id()));
        new Rights(api, environment.timeline().ticker())
                .problems(watch)
                .forEach(problem -> environment.complain("Note: " + problem.text(Texts.of(Language.EN))));
        return Optional.of(watch);
    }

    /** Asks for the source, or for a destination when there is a source already. */
    private Optional<Long> chat(Conversation talk, BotApi api, Owner owner, String question, Optional<Long> source)
            throws InterruptedException {
        return talk.ask(
                question,
                update -> update.from().id() == owner.id()
                                && (update.forwarded() || update.origin().isPresent())
                        ? found(api, owner, ChatInput.of(update), source)
                        : Optional.empty(),
                typed -> typed.isEmpty()
                        ? Optional.of(Optional.empty())
                        : found(api, owner, ChatInput.of(typed), source));
    }

    private Optional<Optional<Long>> found(BotApi api, Owner owner, ChatInput input, Optional<Long> source) {
        return switch (input) {
            case ChatInput.Me _ when source.isPresent() -> Optional.of(Optional.of(owner.id()));
            case ChatInput.Me _ -> complained("Only channels and groups can be watched.");
            case ChatInput.Invitation _ ->
                complained("A bot cannot use invite links. Forward a post from there instead.");
            case ChatInput.Hidden _ ->
                complained("That forward does not say where it comes from. Type the @name or id instead.");
            case ChatInput.Unclear _ ->
                complained("That names no chat. Type a @name, a link to a post or an id such as -1001234567890.");
            case ChatInput.Named(String name) ->
                switch (api.chat().find(name)) {
                    case ChatFound.Known known
                    when known.person() && source.isEmpty() ->
                        complained("That is a person. Only channels and groups can be watched.");
                    case ChatFound.Known known
                    when source.equals(Optional.of(known.id())) ->
                        complained("That is the source itself. Name another chat.");
                    case ChatFound.Known known -> {
                        environment.print("  " + Sanitizer.line(known.title()) + " (" + known.id() + ")");
                        yield Optional.of(Optional.of(known.id()));
                    }
                    case ChatFound.Unknown(String detail) ->
                        complained("Telegram does not show it to the bot (" + detail
                                + "). Add the bot there, and name it again.");
                    case ChatFound.NotAsked(String detail) ->
                        complained("Telegram does not answer (" + detail + "). Try again.");
                };
        };
    }

    private ExitCode write(Path file, Config config, Owner owner, Optional<Watch> watch) {
        StringBuilder yaml = new StringBuilder("# The configuration of Sluice. Every key: docs/configuration.md\n");
        boolean given = isTokenGiven();
        if (!given || apiUrl.isPresent()) {
            yaml.append("telegram:\n");
        }
        if (!given) {
            yaml.append("  token: ")
                    .append(quoted(config.telegram().token().orElseThrow().reveal()))
                    .append('\n');
        }
        apiUrl.ifPresent(url -> yaml.append("  api-url: ").append(quoted(url)).append('\n'));
        dataDir.ifPresent(dir -> yaml.append("data-dir: ").append(quoted(dir)).append('\n'));
        yaml.append("admins: [").append(owner.id()).append("]\n");
        yaml.append("language: ")
                .append(owner.language().name().toLowerCase(Locale.ROOT))
                .append('\n');
        watch.ifPresent(made -> yaml.append("watches:\n  - source: ")
                .append(made.source())
                .append("\n    destination: ")
                .append(made.destination() == owner.id() ? "me" : Long.toString(made.destination()))
                .append('\n'));
        try {
            PrivateFile.create(file, yaml.toString().getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            environment.complain(file + " has appeared meanwhile, and was not changed.");
            return ExitCode.USAGE;
        } catch (IOException e) {
            environment.complain(file + " cannot be written: " + FileProblem.reason(e));
            return ExitCode.UNEXPECTED;
        }
        environment.print("\nWrote " + file + ", which only you can read."
                + (watch.isPresent() ? "" : " Send /watch to the bot to make a watch.")
                + "\nNext: sluice run --config " + file);
        return ExitCode.DONE;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private <T> Optional<T> complained(String line) {
        environment.complain(line);
        return Optional.empty();
    }
}
