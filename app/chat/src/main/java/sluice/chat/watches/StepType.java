package sluice.chat.watches;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Step;

/** The steps that come with the bot, each with the settings that are asked for, and with those that are seldom needed. */
enum StepType {
    REPLACE(List.of("find", "with"), Option.on("regex", "true"), Option.on("ignore-case", "true")),
    REMOVE_LINKS(List.of(), Option.on("hidden", "remove"), Option.on("mentions", "true")),
    HEADER(List.of("text", "link"), Option.text("style"), Option.text("separator")),
    FOOTER(List.of("text", "link"), Option.text("style"), Option.text("separator")),
    MEDIA_TYPE(List.of("keep", "drop")),
    SENDER(List.of("keep", "drop")),
    FILE_SIZE(List.of("min", "max")),
    FILE_EXTENSION(List.of("keep", "drop")),
    HIDDEN_LINKS(List.of("keep", "drop"));

    /**
     * A setting that is not asked for.
     *
     * @param key its key
     * @param on the value that a tap sets, and takes away again; empty for one that is typed
     */
    record Option(String key, String on) {

        private static Option on(String key, String value) {
            return new Option(key, value);
        }

        private static Option text(String key) {
            return new Option(key, "");
        }

        boolean isTyped() {
            return on.isEmpty();
        }

        boolean isSet(Step step) {
            return step.settings().text(key).filter(on::equals).isPresent();
        }
    }

    /** What becomes of messages for which a step fails; every step has it. */
    private static final Option ON_FAILURE = Option.on("on-failure", "dead-letter");

    @Bounded("the settings above")
    @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
    final List<String> settings;

    @Bounded("the options above")
    @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
    private final List<Option> options;

    StepType(List<String> settings, Option... options) {
        this.settings = settings;
        this.options = List.of(options);
    }

    /** The options of a step, be it of a plugin. */
    static List<Option> options(String name) {
        return Stream.concat(of(name).stream().flatMap(type -> type.options.stream()), Stream.of(ON_FAILURE))
                .toList();
    }

    /** Its name in the configuration. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StepType> of(String name) {
        return Stream.of(values()).filter(type -> type.key().equals(name)).findFirst();
    }

    /** The text that asks for one of its settings. */
    String question(String setting) {
        return "step.ask." + (this == FOOTER ? HEADER : this).key() + "." + setting;
    }

    /** A setting without which the step cannot be. */
    boolean requires(String setting) {
        return setting.equals("find") || setting.equals("text");
    }

    /** A setting as it is written in the configuration: a list has an entry on each line. */
    String value(String setting, String written) {
        return switch (this) {
            case MEDIA_TYPE, FILE_EXTENSION, HIDDEN_LINKS -> words(written);
            case FILE_SIZE -> written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
            case HEADER, FOOTER ->
                switch (setting) {
                    case "style" -> words(written);
                    case "separator" -> written.replace("\\n", "\n");
                    default -> written.strip();
                };
            case REPLACE, REMOVE_LINKS, SENDER -> written.strip();
        };
    }

    private static String words(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s,，、]+", "\n");
    }
}
