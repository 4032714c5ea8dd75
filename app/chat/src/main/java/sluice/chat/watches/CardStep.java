package sluice.chat.watches;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.RequestContext;
import sluice.control.watches.WatchYaml;
import sluice.host.status.WatchCounters;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Keyboard.Button;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** One watch, with a button for everything that can be done with it. */
final class CardStep extends WatchStep {

    private static final DateTimeFormatter SEEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of all problems, in UTF-16 units; a draft of several watches may have many. */
    private static final int MAX_PROBLEMS = 700;

    private static final Pattern FLAG =
            Pattern.compile("(paused|keep-replies|sync-edits|silent|protect|skip-repeats):(true|false)");

    CardStep(WatchPart part) {
        super("card", part);
    }

    ChatAnswer show(RequestContext context, Subject subject, String note) {
        return enter(context, subject.data(), text(context, subject), buttons -> addButtons(context, subject, buttons))
                .with(note);
    }

    private Styled text(RequestContext context, Subject subject) {
        Styled text = CardText.of(part.names, context, subject);
        if (subject.kind() != Subject.Kind.DRAFT) {
            text = text.then(figures(context, part.figures(subject.watch())));
            String copying = part.oldPosts.progress(context, subject.watch());
            text = text.then(copying.isEmpty() ? "" : "\n" + copying);
        }
        String problems = part.problems.of(context, subject.each());
        int room = Math.min(MAX_PROBLEMS, Screen.MAX_TEXT - text.text().length());
        return text.then(problems.isEmpty() ? "" : DisplayText.cut("\n" + problems, room));
    }

    private static String figures(RequestContext context, WatchCounters.Figures figures) {
        String seen = figures.lastSeen() == 0
                ? context.text("card.not-seen")
                : context.text("card.seen", SEEN.format(Instant.ofEpochMilli(figures.lastSeen())));
        return "\n\n" + seen + "\n"
                + context.text(
                        "card.figures",
                        figures.taken(),
                        figures.delivered(),
                        figures.filtered(),
                        figures.duplicates(),
                        figures.failed());
    }

    private static void addButtons(RequestContext context, Subject subject, Buttons buttons) {
        if (!subject.isFixed()) {
            addEditing(context, subject.watch(), buttons);
        }
        Button test = buttons.of("watch.button.test", "test");
        Button copy = buttons.of("watch.button.copy", "copy");
        Button export = buttons.of("watch.button.export", "export");
        Button old = buttons.of("watch.button.old-posts", "old");
        Button back = buttons.of("watch.button.back", "back");
        switch (subject.kind()) {
            case DRAFT ->
                buttons.row(buttons.of("watch.button.save", "save"), test)
                        .row(buttons.of("watch.button.discard", "back"));
            case KEPT -> {
                boolean paused = subject.watch().paused();
                buttons.row(
                                buttons.of(paused ? "watch.button.resume" : "watch.button.pause", "paused:" + !paused),
                                test)
                        .row(copy, export)
                        .row(old)
                        .row(buttons.of("watch.button.remove", "remove"), back);
            }
            case FIXED -> buttons.row(test, back).row(copy, export).row(old);
        }
    }

    private static void addEditing(RequestContext context, Watch watch, Buttons buttons) {
        buttons.row(field(buttons, Field.SOURCE), field(buttons, Field.DESTINATION))
                .row(buttons.of("watch.button.mode", "mode"), field(buttons, Field.EXTRACT_PATTERNS))
                .row(buttons.of("watch.button.steps", "steps"))
                .row(field(buttons, Field.BLACKLIST), field(buttons, Field.WHITELIST))
                .row(field(buttons, Field.BLACKLIST_REGEX), field(buttons, Field.WHITELIST_REGEX))
                .row(field(buttons, Field.TOPIC), field(buttons, Field.DESTINATION_TOPIC))
                .row(field(buttons, Field.NAME), field(buttons, Field.DELAY))
                .row(flags(context, watch, buttons, "keep-replies", "sync-edits", "skip-repeats"))
                .row(flags(context, watch, buttons, "silent", "protect"));
    }

    private static Button field(Buttons buttons, Field field) {
        return buttons.of("field." + field.key(), "field:" + field.key());
    }

    /** A tap sets the other value, and a second one sets the same again. */
    private static Button[] flags(RequestContext context, Watch watch, Buttons buttons, String... keys) {
        return Stream.of(keys)
                .map(key -> {
                    boolean value = WatchForm.flag(watch, key);
                    return buttons.labelled((value ? "☑ " : "☐ ") + context.text("flag." + key), key + ":" + !value);
                })
                .toArray(Button[]::new);
    }

    @Override
    public ChatAnswer tap(RequestContext context, Map<String, String> data, String verb) {
        return about(context, data, subject -> tap(context, subject, verb));
    }

    private ChatAnswer tap(RequestContext context, Subject subject, String verb) {
        boolean draft = subject.kind() == Subject.Kind.DRAFT;
        return switch (verb) {
            case "back" -> part.list.show(context, 0, "");
            case "test" -> part.test.show(context, subject, "");
            case "mode" -> part.mode.show(context, subject);
            case "old" -> draft ? Dialogs.over(context) : part.oldPosts.show(context, subject, "");
            case "remove" -> part.confirm.show(context, subject, Optional.empty());
            case "save" -> draft ? saveUnlessTwin(context, subject) : Dialogs.over(context);
            case "steps" -> part.steps.show(context, subject, "");
            case "copy" -> show(context, part.copy(context, subject.watch()), "");
            case "export" -> new ChatAnswer.New(export(context, subject.watch()));
            default -> {
                if (FLAG.matcher(verb).matches()) {
                    String[] flag = verb.split(":", 2);
                    Watch changed = WatchForm.with(subject.watch(), flag[0], flag[1]);
                    yield show(context, part.changed(context, subject, changed), "");
                }
                yield Field.of(verb.replaceFirst("^field:", ""))
                        .map(field -> field(context, subject, field))
                        .orElseGet(() -> Dialogs.over(context));
            }
        };
    }

    private ChatAnswer saveUnlessTwin(RequestContext context, Subject draft) {
        return draft.each().stream()
                .flatMap(watch -> part.twin(context, watch).stream())
                .findFirst()
                .map(twin -> part.twin.show(context, draft, twin))
                .orElseGet(() -> save(context, draft));
    }

    /** As it stands in a configuration. A part of it would be another watch, so it is shown as a whole or not at all. */
    private static Screen export(RequestContext context, Watch watch) {
        String yaml = WatchYaml.write(List.of(watch));
        return yaml.length() > Screen.MAX_TEXT
                ? Screen.of(context.text("watch.too-long"))
                : new Screen(Styled.plain("").then(Styled.Style.PRE, yaml), Keyboard.NONE);
    }

    ChatAnswer save(RequestContext context, Subject draft) {
        return part.kept(context, draft)
                .map(subject -> show(context, subject, context.text("watch.saved")))
                .orElseGet(() -> part.list.show(
                        context,
                        0,
                        context.text("watch.saved-many", draft.each().size())));
    }

    private ChatAnswer field(RequestContext context, Subject subject, Field field) {
        return field.isList()
                ? part.entries.show(context, subject, field, 0, false, "")
                : part.value.show(context, subject, field, "");
    }
}
