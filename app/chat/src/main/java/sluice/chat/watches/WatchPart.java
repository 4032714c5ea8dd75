package sluice.chat.watches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.api.Watch;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.engine.watches.Watches;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/**
 * The part of the chat that manages watches. Where a user stands is a step with its data in the state module; each {@link DialogStep} shows
 * its screen, which enters it, and does what is done there.
 */
public final class WatchPart implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(WatchPart.class);

    private static final String NAME = "w";

    private final Dialogs dialogs;
    private final Watches watches;
    private final ChatNames names;
    private final ListStep list = new ListStep(this);
    private final CardStep card = new CardStep(this);
    private final ModeStep mode = new ModeStep(this);
    private final ValueStep value = new ValueStep(this);
    private final EntriesStep entries = new EntriesStep(this);
    private final ConfirmStep sure = new ConfirmStep(this);
    private final TestStep test = new TestStep(this);

    @Bounded("the steps above")
    private final List<DialogStep> steps = List.of(list, card, mode, value, entries, sure, test);

    public WatchPart(Dialogs dialogs, Watches watches, ChatNames names) {
        this.dialogs = dialogs;
        this.watches = watches;
        this.names = names;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> commands() {
        return List.of("watch");
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        return list.show(context, 0, "");
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        return dialogs.tap(
                context,
                NAME,
                data,
                (state, verb) -> answered(() -> step(state).flatMap(step -> step.tap(context, state.data(), verb))));
    }

    @Override
    public Optional<ChatAnswer> told(RequestContext context, Update.Written message) {
        return dialogs.of(context.user())
                .flatMap(state ->
                        answered(() -> step(state).flatMap(step -> step.told(context, state.data(), message))));
    }

    private Optional<DialogStep> step(UserState state) {
        return steps.stream().filter(step -> step.name().equals(state.step())).findFirst();
    }

    /** The work of a step. */
    @FunctionalInterface
    private interface Work {
        Optional<ChatAnswer> done();
    }

    private static Optional<ChatAnswer> answered(Work work) {
        try {
            return work.done();
        } catch (InputRefusal e) {
            return Optional.of(new ChatAnswer.Note(e.getMessage(), true));
        }
    }

    /**
     * Enters a step and shows its screen.
     *
     * @param data what the step must know
     * @param text what the screen says
     * @param buttons adds the buttons
     * @param note what is said besides when a tap led here
     */
    ChatAnswer enter(
            RequestContext context,
            DialogStep step,
            Map<String, String> data,
            Styled text,
            Function<Buttons, Buttons> buttons,
            String note) {
        String token;
        try {
            token = dialogs.enter(context.user(), NAME, step.name(), data);
        } catch (IllegalArgumentException e) {
            LOG.debug("user {}: a step is not entered: {}", context.user(), e.getMessage());
            throw new InputRefusal(context.texts().get("watch.too-much"));
        }
        return new ChatAnswer.Show(
                new Screen(text, buttons.apply(Buttons.of(NAME, token)).keyboard()), note);
    }

    /** True if a watch may keep notes. */
    boolean keepsNotes() {
        return watches.keepsNotes();
    }

    /** The watches that a user may see. */
    List<Watch> visible(RequestContext context) {
        return watches.all().stream().filter(watch -> isVisible(context, watch)).toList();
    }

    private static boolean isVisible(RequestContext context, Watch watch) {
        return context.first() || watch.owner() == context.user();
    }

    /** The watch that a dialog carries, as it is now; empty when it is not there any more. */
    Optional<Subject> subject(RequestContext context, Map<String, String> data) {
        Optional<String> id = Subject.id(data);
        return id.isEmpty() ? Optional.of(Subject.draft(data)) : subject(context, id.get());
    }

    /** A watch by its id; empty when there is none that the user may see. */
    Optional<Subject> subject(RequestContext context, String id) {
        return watches.find(id).filter(watch -> isVisible(context, watch)).map(this::subject);
    }

    private Subject subject(Watch watch) {
        return new Subject(watch, watches.isFixed(watch.id()) ? Subject.Kind.FIXED : Subject.Kind.KEPT);
    }

    /** A watch with nothing in it. */
    Subject newDraft(RequestContext context) {
        if (!watches.canKeep()) {
            throw new InputRefusal(context.texts().get("watch.none-kept"));
        }
        return WatchDraft.of(context.user());
    }

    /** Takes a change over: of a draft into the dialog, of another into the data directory. */
    Subject changed(RequestContext context, Subject subject, Watch changed) {
        return switch (subject.kind()) {
            case DRAFT -> new Subject(changed, Subject.Kind.DRAFT);
            case KEPT -> kept(context, changed);
            case FIXED -> throw new InputRefusal(context.texts().get("watch.fixed"));
        };
    }

    /** Keeps a watch. */
    Subject kept(RequestContext context, Watch watch) {
        keeping(context, () -> watches.save(watch));
        LOG.info(
                "user {} saved the watch {}: {} to {}",
                context.user(),
                watch.id(),
                watch.source(),
                watch.destination());
        return watches.find(watch.id())
                .map(this::subject)
                .orElseThrow(() -> new InputRefusal(context.texts().get("watch.gone")));
    }

    /** Removes a watch. */
    void remove(RequestContext context, Watch watch) {
        keeping(context, () -> watches.remove(watch.id()));
        LOG.info(
                "user {} removed the watch {}: {} to {}",
                context.user(),
                watch.id(),
                watch.source(),
                watch.destination());
    }

    private static void keeping(RequestContext context, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("user {}: a watch cannot be kept: {}", context.user(), e.toString());
            throw new InputRefusal(context.texts().get("watch.not-kept", e.getMessage()));
        }
    }

    ChatNames names() {
        return names;
    }

    ListStep list() {
        return list;
    }

    CardStep card() {
        return card;
    }

    ModeStep mode() {
        return mode;
    }

    ValueStep value() {
        return value;
    }

    EntriesStep entries() {
        return entries;
    }

    ConfirmStep sure() {
        return sure;
    }

    TestStep test() {
        return test;
    }
}
