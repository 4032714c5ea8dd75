package sluice.app.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.api.Watch;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Update;
import sluice.app.watches.Watches;

/**
 * Everything about watches. Where a user stands is a step with its data in the state module; each {@link Step} shows its screen,
 * which enters it, and does what is done there.
 */
final class WatchPart implements Part {

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
    private final SureStep sure = new SureStep(this);
    private final TestStep test = new TestStep(this);

    @Bounded("the steps above")
    private final List<Step> steps = List.of(list, card, mode, value, entries, sure, test);

    WatchPart(Dialogs dialogs, Watches watches, ChatNames names) {
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
    public Answer command(Visit visit, Command command) {
        return list.show(visit, 0, "");
    }

    @Override
    public Answer tap(Visit visit, String data) {
        return dialogs.tap(
                visit,
                NAME,
                data,
                (state, verb) -> answered(() -> step(state).flatMap(step -> step.tap(visit, state.data(), verb))));
    }

    @Override
    public Optional<Answer> told(Visit visit, Update.Written message) {
        return dialogs.of(visit.user())
                .flatMap(state -> answered(() -> step(state).flatMap(step -> step.told(visit, state.data(), message))));
    }

    private Optional<Step> step(UserState state) {
        return steps.stream().filter(step -> step.name().equals(state.step())).findFirst();
    }

    /** What a step does. */
    @FunctionalInterface
    private interface Work {
        Optional<Answer> done();
    }

    private static Optional<Answer> answered(Work work) {
        try {
            return work.done();
        } catch (Refusal e) {
            return Optional.of(new Answer.Note(e.getMessage(), true));
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
    Answer enter(
            Visit visit,
            Step step,
            Map<String, String> data,
            Styled text,
            Function<Buttons, Buttons> buttons,
            String note) {
        String token;
        try {
            token = dialogs.enter(visit.user(), NAME, step.name(), data);
        } catch (IllegalArgumentException e) {
            LOG.debug("user {}: a step is not entered: {}", visit.user(), e.getMessage());
            throw new Refusal(visit.texts().get("watch.too-much"));
        }
        return new Answer.Show(
                new Screen(text, buttons.apply(Buttons.of(NAME, token)).keyboard()), note);
    }

    /** Whether a watch may keep notes. */
    boolean keepsNotes() {
        return watches.keepsNotes();
    }

    /** The watches that a user may see. */
    List<Watch> visible(Visit visit) {
        return watches.all().stream().filter(watch -> isVisible(visit, watch)).toList();
    }

    private static boolean isVisible(Visit visit, Watch watch) {
        return visit.first() || watch.owner() == visit.user();
    }

    /** The watch that a dialog carries, as it is now; empty when it is not there any more. */
    Optional<Subject> subject(Visit visit, Map<String, String> data) {
        Optional<String> id = Subject.id(data);
        return id.isEmpty() ? Optional.of(Subject.draft(data)) : subject(visit, id.get());
    }

    /** A watch by its id; empty when there is none that the user may see. */
    Optional<Subject> subject(Visit visit, String id) {
        return watches.find(id).filter(watch -> isVisible(visit, watch)).map(this::subject);
    }

    private Subject subject(Watch watch) {
        return new Subject(watch, watches.isFixed(watch.id()) ? Subject.Kind.FIXED : Subject.Kind.KEPT);
    }

    /** A watch with nothing in it. */
    Subject newDraft(Visit visit) {
        if (!watches.canKeep()) {
            throw new Refusal(visit.texts().get("watch.none-kept"));
        }
        return WatchDraft.of(visit.user());
    }

    /** Takes a change over: of a draft into the dialog, of another into the data directory. */
    Subject changed(Visit visit, Subject subject, Watch changed) {
        return switch (subject.kind()) {
            case DRAFT -> new Subject(changed, Subject.Kind.DRAFT);
            case KEPT -> kept(visit, changed);
            case FIXED -> throw new Refusal(visit.texts().get("watch.fixed"));
        };
    }

    /** Keeps a watch. */
    Subject kept(Visit visit, Watch watch) {
        keeping(visit, () -> watches.save(watch));
        LOG.info("user {} saved the watch {}: {} to {}", visit.user(), watch.id(), watch.source(), watch.destination());
        return watches.find(watch.id())
                .map(this::subject)
                .orElseThrow(() -> new Refusal(visit.texts().get("watch.gone")));
    }

    /** Removes a watch. */
    void remove(Visit visit, Watch watch) {
        keeping(visit, () -> watches.remove(watch.id()));
        LOG.info(
                "user {} removed the watch {}: {} to {}",
                visit.user(),
                watch.id(),
                watch.source(),
                watch.destination());
    }

    private static void keeping(Visit visit, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("user {}: a watch cannot be kept: {}", visit.user(), e.toString());
            throw new Refusal(visit.texts().get("watch.not-kept", e.getMessage()));
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

    SureStep sure() {
        return sure;
    }

    TestStep test() {
        return test;
    }
}
